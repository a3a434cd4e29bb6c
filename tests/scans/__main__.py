"""Writes drawn documents for development: ``python -m tests.scans OUT --seeds 0:8 --condition scan``.

Each seed gives one PDF (or pictures, with ``--images``) and ``truth.json`` holds what is known of all of them. The
seeds are those for tuning; ``--test`` takes them from the ones kept for measuring.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from tests.scans.conditions import CONDITIONS
from tests.scans.drawn import TEST, TUNING, Drawn, documents
from tests.scans.files import as_images, pdf_of
from tests.scans.folders import Folder, folders
from tests.scans.sheet import contact_sheet


def main() -> None:
    given = _arguments()
    out = Path(given.out)
    out.mkdir(parents=True, exist_ok=True)
    first, _, last = given.seeds.partition(":")
    seeds = (TEST if given.test else TUNING)[int(first) : int(last or int(first) + 1)]
    cache = Path(given.cache) if given.cache else None
    told: dict[str, Any] = {}
    shown = []
    for drawn in (folders if given.folders else documents)(seeds, cache):
        for condition in given.condition:
            told[f"{drawn.seed}-{condition}"], pictures = _write(drawn, condition, out, given.images)
            shown += [(f"{drawn.seed} {condition} {n + 1}", picture.data) for n, picture in enumerate(pictures)]
    (out / "truth.json").write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    if given.sheet:
        (out / "sheet.png").write_bytes(contact_sheet(shown))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.scans", description=__doc__)
    parser.add_argument("out", help="folder to write into")
    parser.add_argument("--seeds", default="0:4", help="first:last, the last left out")
    parser.add_argument(
        "--condition", action="append", choices=CONDITIONS, help="may be given several times; scan by default"
    )
    parser.add_argument("--test", action="store_true", help="count the seeds from the first one for measuring")
    parser.add_argument("--folders", action="store_true", help="whole folders instead of single forms")
    parser.add_argument("--images", action="store_true", help="pictures instead of a PDF")
    parser.add_argument("--sheet", action="store_true", help="an overview of all pages as sheet.png")
    parser.add_argument("--cache", help="folder that keeps what LibreOffice printed")
    given = parser.parse_args()
    given.condition = given.condition or ["scan"]
    return given


def _write(drawn: Drawn | Folder, condition: str, out: Path, images: bool) -> tuple[dict[str, Any], list[Any]]:
    """The files of one document written; its truth with their names and transforms, and its pictures."""
    pictures = as_images(drawn, condition)
    kind = "folder-" if isinstance(drawn, Folder) else ""
    stem, names = f"{kind}{drawn.seed:07}-{condition}", list[str]()
    if images:
        for number, picture in enumerate(pictures, start=1):
            names.append(f"{stem}-{number}{picture.suffix}")
            (out / names[-1]).write_bytes(picture.data)
    else:
        names.append(f"{stem}.pdf")
        (out / names[0]).write_bytes(pdf_of(pictures))
    taken = [{"matrix": p.matrix, "width": p.width, "height": p.height, "dpi": p.dpi} for p in pictures]
    return {"files": names, "condition": condition, "pictures": taken, **drawn.to_json()}, pictures


if __name__ == "__main__":
    main()
