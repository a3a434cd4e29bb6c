"""The papers of the programme by their ids, D00 to D30.

Where one number names two papers the second has a letter: ``D08e`` refuses what ``D08`` accepts, ``D10e`` and ``D24e``
ask employers for the experts of the group, ``D22e`` asks for completion. ``D02n``, ``D06p``, ``D06a`` and ``D17b`` are
the programme's own numbers.
"""

from __future__ import annotations

from render.errors import RenderError
from render.papers import application, evaluation, follow_up, recheck
from render.papers.paper import Paper

PAPERS: tuple[Paper, ...] = (*application.PAPERS, *evaluation.PAPERS, *follow_up.PAPERS, *recheck.PAPERS)
_BY_ID = {paper.id: paper for paper in PAPERS}


def paper(paper_id: str) -> Paper:
    """The paper of that id; :class:`RenderError` ``kind-unknown`` names those there are."""
    known = _BY_ID.get(paper_id)
    if known is None:
        raise RenderError("kind-unknown", f"没有“{paper_id}”这种文书，可选：{'、'.join(_BY_ID)}。")
    return known
