"""A package before it is made: its covering letter, its pilots, and everything that is still missing, at once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from forms.check import check_outgoing
from forms.finding import Severity
from forms.outgoing import Enclosure, OutgoingPaper
from forms.programme import Programme
from forms.programme import programme as find_programme
from forms.script import fold
from webhook.service.dispatches.kinds import MOST_PILOTS, DispatchKind
from webhook.service.dispatches.originals import Original, PilotSet, pilot_set
from webhook.service.letters.preview import letter_lines
from webhook.service.letters.stages import TITLES
from webhook.service.problems import Invalid, NotFound
from webhook.store.blobs import Blobs
from webhook.store.database import Tx
from webhook.store.dispatches import Dispatch
from webhook.store.letter_steps import SCAN
from webhook.store.letters import WITHDRAWN, StoredLetter

MOST_COPIES = 20
REASON_LENGTH = 500


@dataclass(frozen=True)
class DispatchOrder:
    """What is to be sent up: for each pilot the id of one of its forms, under the letter ``letter``.

    ``copies`` ``None``: as many sets as the letter says, or the programme asks for. ``replaces`` and ``reason``: the
    dispatch in whose place this one is sent, and why.
    """

    kind: str
    pilots: tuple[str, ...]
    letter: str | None = None
    copies: int | None = None
    replaces: str | None = None
    reason: str = ""

    def check(self) -> None:
        """Raise :class:`Invalid` naming every fault at once."""
        found = []
        if not self.pilots:
            found.append("没有选择试点")
        elif len(self.pilots) > MOST_PILOTS:
            found.append(f"试点最多{MOST_PILOTS}个")
        if self.copies is not None and not 1 <= self.copies <= MOST_COPIES:
            found.append(f"份数应为1至{MOST_COPIES}")
        if (self.replaces is None) != (not self.reason.strip()) or len(self.reason) > REASON_LENGTH:
            found.append(f"重新报送须写明代替哪一次、理由为何（最多{REASON_LENGTH}字）")
        if found:
            raise Invalid("dispatch-wrong", "；".join(found) + "。", "请更正后重新提交。")


@dataclass(frozen=True)
class LetterFileUsed:
    """The covering letter as it goes into the package: its signed and sealed scan, or its Word file."""

    name: str
    sha256: str
    is_scan: bool


@dataclass(frozen=True)
class DispatchPlan:
    """``lacking`` is all that must be put right first; nothing overrides it. ``notes`` are to be known.

    ``sent`` are the dispatches in force that held one of these papers: one that holds them again replaces them.
    """

    kind: DispatchKind
    programme: Programme
    letter: StoredLetter | None
    cover: LetterFileUsed | None
    copies: int
    pilots: tuple[PilotSet, ...]
    lacking: tuple[str, ...]
    notes: tuple[str, ...]
    sent: tuple[Dispatch, ...]

    @property
    def originals(self) -> tuple[Original, ...]:
        return tuple(paper.original for pilot in self.pilots for paper in pilot.papers if paper.original)

    @property
    def number(self) -> str:
        """The letter's 发文字号."""
        return (self.letter.number if self.letter else None) or ""

    def digest(self, replaces: str | None) -> str:
        """A hash of everything that the package is made of."""
        assert self.letter is not None
        assert self.cover is not None
        letter = [
            self.letter.id,
            self.letter.number,
            self.letter.issuer,
            str(self.letter.issued_on),
            asdict(self.cover),
        ]
        pilots = [[p.form, p.name, p.unit, [_told(e.original) for e in p.papers if e.original]] for p in self.pilots]
        facts: list[Any] = [self.kind.id, self.programme.id, self.copies, letter, pilots, replaces]
        return hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()


def _told(original: Original) -> dict[str, Any]:
    return {**asdict(original), "received_at": original.received_at.isoformat()}


def plan(tx: Tx, blobs: Blobs, kind: DispatchKind, order: DispatchOrder, on: date) -> DispatchPlan:
    """What the package would be, judged on the day ``on``; raises :class:`NotFound` for an id there is none of."""
    pilots: dict[str, PilotSet] = {}
    for form in order.pilots:
        found = pilot_set(tx, blobs, form, kind.papers)
        pilots.setdefault(found.form, found)
    sets = tuple(pilots.values())
    rules = find_programme(sets[-1].programme)
    letter = _letter(tx, order.letter) if order.letter else None
    cover = _cover(tx, letter) if letter else None
    copies = order.copies or _copies(kind, letter, rules)
    lacking = [*_doubled(sets), *_letter_faults(kind, letter, cover, sets, blobs)]
    lacking += [f"“{pilot.name}”：{fault}" for pilot in sets for fault in pilot.faults]
    if len({pilot.programme for pilot in sets}) > 1:
        lacking.append("所选试点不属于同一申报项目，应当分别报送")
    said, told = _judged(kind, letter, sets, copies, rules, on)
    notes = [f"“{pilot.name}”：{note}" for pilot in sets for paper in pilot.papers for note in paper.notes]
    results = [o.result_id for p in sets for e in p.papers if (o := e.original)]
    held = tx.dispatches.holding(kind.id, results)
    return DispatchPlan(
        kind, rules, letter, cover, copies, sets, (*lacking, *said), (*notes, *told), held
    )  # fmt: skip


def _letter(tx: Tx, letter_id: str) -> StoredLetter:
    letter = tx.letters.get(letter_id)
    if letter is None:
        raise NotFound("no-such-letter", "没有这份文书。", "请核对编号。")
    return letter


def _cover(tx: Tx, letter: StoredLetter) -> LetterFileUsed:
    """The newest scan of the signed and sealed letter, else the letter itself."""
    scans = [file for file in tx.steps.files(letter.id) if file.role == SCAN]
    if scans:
        return LetterFileUsed(scans[-1].name, scans[-1].sha256, True)
    return LetterFileUsed(f"{letter.title}.docx", letter.sha256, False)


def _copies(kind: DispatchKind, letter: StoredLetter | None, rules: Programme) -> int:
    if letter and letter.copies:
        return min(letter.copies, MOST_COPIES)
    return rules.report_copies if kind.letter == "D12" else 1


def _doubled(sets: Sequence[PilotSet]) -> Iterator[str]:
    """A pilot chosen by two of its forms that are not filed together."""
    seen: dict[str, str] = {}
    for pilot in sets:
        name = fold(f"{pilot.name}{pilot.unit}")
        if name in seen:
            yield f"“{pilot.name}”选了两次，其各件没有归为一套。请先将该试点的各件合为一套"
        seen[name] = pilot.form


def _letter_faults(
    kind: DispatchKind,
    letter: StoredLetter | None,
    cover: LetterFileUsed | None,
    sets: Sequence[PilotSet],
    blobs: Blobs,
) -> Iterator[str]:
    if letter is None or cover is None:
        yield f"缺少{kind.name}"
        return
    if letter.state == WITHDRAWN:
        yield f"“{letter.title}”已经撤回"
    elif letter.number is None or letter.issued_on is None:
        yield f"“{letter.title}”尚未签发编号（现为{TITLES[letter.state]}）"
    if letter.paper != kind.letter:
        yield f"“{letter.title}”不是{kind.name}"
        return
    text = fold("".join(letter_lines(blobs.get(letter.sha256))))
    for pilot in sets:
        if fold(pilot.name) not in text:
            yield f"{kind.name}没有写明“{pilot.name}”"
    enclosed = {fold(pilot.name) for pilot in sets}
    for name in _written_pilots(letter):
        if fold(name) not in enclosed:
            yield f"{kind.name}写明的“{name}”没有选入"


def _written_pilots(letter: StoredLetter) -> list[str]:
    """The pilots that the letter was made about, as far as that was kept."""
    told = _kept(letter).get("pilots")
    names = [one.get("name") for one in told if isinstance(one, dict)] if isinstance(told, list) else []
    return [name for name in names if isinstance(name, str) and name]


def _kept(letter: StoredLetter) -> dict[str, Any]:
    """What the letter was made from."""
    told = (letter.request or {}).get("letter")
    return told if isinstance(told, dict) else {}


def _judged(
    kind: DispatchKind,
    letter: StoredLetter | None,
    sets: Sequence[PilotSet],
    copies: int,
    rules: Programme,
    on: date,
) -> tuple[list[str], list[str]]:
    """What the rules on outgoing papers say: that which blocks, and the rest. What is not there was said before."""
    if letter is None:
        return [], []
    enclosures = tuple(
        Enclosure(pilot.name, frozenset(e.paper for e in pilot.papers if e.original)) for pilot in sets
    )  # fmt: skip
    facts = _kept(letter).get("facts")
    reviewed = True if isinstance(facts, dict) and facts.get("reviewed_on") else None
    paper = OutgoingPaper(
        kind.outgoing, (letter.issuer,), to=tuple(letter.addressees), cc=tuple(letter.copies_to), copies=copies,
        enclosures=enclosures, dated=letter.issued_on, joint_review=reviewed,
    )  # fmt: skip
    found = [one for one in check_outgoing(paper, rules, on) if one.code != "paper-missing"]
    grave = [one.message for one in found if one.severity is Severity.BLOCK]
    return grave, [one.message for one in found if one.severity is not Severity.BLOCK]
