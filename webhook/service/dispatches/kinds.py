"""The packages that are sent up, and what each encloses for every pilot (第十二条, 第二十三条, 第三十五条)."""

from __future__ import annotations

from dataclasses import dataclass

from forms.outgoing import NAMES, PaperKind
from forms.pilot import paper_name
from webhook.service.problems import Invalid

_ANNEX = {
    "annex1-application": 1,
    "annex2-evaluation-application": 2,
    "annex3-evaluation-report": 3,
    "annex4-recheck-self-inspection": 4,
    "annex5-recheck-application": 5,
    "annex6-recheck-report": 6,
}
MOST_PILOTS = 99
"""So many the contents can count in Chinese numerals."""


@dataclass(frozen=True)
class DispatchKind:
    """``letter`` is the covering letter's id among the programme's documents, ``papers`` what each pilot's set holds."""

    outgoing: PaperKind
    letter: str
    article: str
    title: str
    papers: tuple[str, ...]

    @property
    def id(self) -> str:
        return self.outgoing.value

    @property
    def name(self) -> str:
        """What the covering letter is called."""
        return NAMES[self.outgoing]

    @property
    def forms(self) -> tuple[str, ...]:
        return tuple(paper for paper in self.papers if paper in _ANNEX)


KINDS: dict[str, DispatchKind] = {
    kind.id: kind
    for kind in (
        DispatchKind(PaperKind.APPLICATION_REPORT, "D05", "第十二条", "试点申请上报材料", ("annex1-application",)),
        DispatchKind(
            PaperKind.EVALUATION_RESULT,
            "D12",
            "第二十三条",
            "试点评估结果报送材料",
            ("annex2-evaluation-application", "summary-report", "annex3-evaluation-report"),
        ),
        DispatchKind(
            PaperKind.RECHECK_RESULT,
            "D26",
            "第三十五条",
            "试点复查结果报送材料",
            ("annex4-recheck-self-inspection", "annex5-recheck-application", "annex6-recheck-report"),
        ),
    )
}


def kind_of(kind_id: str) -> DispatchKind:
    """The kind of package; :class:`Invalid` for one there is none of."""
    if kind_id not in KINDS:
        listed = "、".join(f"{kind.id}（{kind.title}）" for kind in KINDS.values())
        raise Invalid("kind-unknown", f"没有“{kind_id}”这种报送材料，可选：{listed}。", "请改用其中之一。")
    return KINDS[kind_id]


def enclosure_name(paper: str) -> str:
    """评估申请表（附件2）, 总结报告."""
    name = paper_name(paper)
    return f"{name}（附件{_ANNEX[paper]}）" if paper in _ANNEX else name
