"""The originals of one pilot's papers: which of the files received may be enclosed, and why another may not.

An enclosure is an original of an accepted submission that bears its signatures and seals itself. Of a form that came
as a scan and as a file it is the scan; a Word file or a PDF without marks is none, whatever an officer has seen on
paper: what is sent up must show it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from extract.errors import DocumentError
from extract.files.sniff import CALLED, sniff
from forms.deliveries import Delivery, delivery_of
from forms.record import BlockRecord, Record
from forms.registry import form as definition
from forms.spec import Block, FilledBy, Needs
from render.bundles.bundle import PDF, PICTURE
from webhook.service.cases.case import Case, Paper
from webhook.service.cases.findings import SET_ASIDE, Standing
from webhook.service.cases.lookup import load_case
from webhook.service.dispatches.kinds import enclosure_name
from webhook.service.ports import OFFICE_TIME
from webhook.service.problems import NotFound
from webhook.service.review.decisions import ACCEPTED
from webhook.store.blobs import Blobs
from webhook.store.database import Tx
from webhook.store.mails import Mail
from webhook.store.results import StoredResult
from webhook.store.submissions import Document

WORD = "word"
_KINDS = {"pdf": PDF, "docx": WORD, **dict.fromkeys(("png", "jpeg", "bmp", "tiff", "webp"), PICTURE)}
_MARKS = (
    "signature-missing",
    "seal-missing",
    "signature-uncertain",
    "seal-uncertain",
    "seal-mismatch",
    "block-missing",
)
_BLOCK = re.compile(r"blocks\[(\d+)\]")
_SEEN_THERE = ("checked-original", "misjudged")
"""Reasons to set aside a missing mark that speak of the very paper that is enclosed."""
_HEAD = 64 * 1024
_CHANNELS = {"page": "网页上传", "api": "接口", "mail": "电子邮件"}


@dataclass(frozen=True)
class Original:
    """One paper as it was received: its document's bytes and the pages that are this paper's (all where ``last`` is
    ``None``); ``format`` says how its pages are printed."""

    result_id: str
    submission_id: str
    paper: str
    name: str
    sha256: str
    size: int
    format: str
    first: int
    last: int | None
    received_at: datetime
    source: str
    edition: str | None = None

    @property
    def received(self) -> str:
        """The moment of receipt by the office's clock."""
        return f"{self.received_at.astimezone(OFFICE_TIME):%Y-%m-%d %H:%M}"


@dataclass(frozen=True)
class Enclosing:
    """One paper that is asked for: the original to be enclosed, or why there is none. ``notes`` block nothing."""

    paper: str
    original: Original | None = None
    faults: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class PilotSet:
    """What is there of one pilot, known by the id of its oldest form."""

    form: str
    name: str
    unit: str
    programme: str
    papers: tuple[Enclosing, ...]

    @property
    def faults(self) -> tuple[str, ...]:
        return tuple(fault for paper in self.papers for fault in paper.faults)


def pilot_set(tx: Tx, blobs: Blobs, form_id: str, papers: tuple[str, ...]) -> PilotSet:
    """The pilot whose papers the form ``form_id`` is among, with what is asked for of it.

    Raises :class:`NotFound` where there is no such form.
    """
    result = tx.results.get(form_id)
    if result is None or result.form is None:
        raise NotFound("no-such-form", f"没有编号为“{form_id}”的表。", "请从所列试点中选择。")
    case = load_case(tx, result.submission_id)
    kept = case.joined.get(form_id, form_id)
    cases = {case.id: case}
    name, unit, members, place = _pilot_of(case, kept)
    forms = []
    for member in members:
        found = tx.results.get(member)
        assert found is not None
        if found.form:
            forms.append(member)
        if found.submission_id not in cases:
            cases[found.submission_id] = load_case(tx, found.submission_id)
    for paper in [one for held in cases.values() for one in held.papers if one.id in members]:
        if paper.document.submission_id not in cases:  # the signed paper of a form whose file came another time
            cases[paper.document.submission_id] = load_case(tx, paper.document.submission_id)
    looked = _Looked(blobs, cases, members)
    enclosing = [looked.paper(paper) for paper in papers]
    across = tuple(_across(case, place)) if place is not None else ()
    if across and enclosing:
        enclosing[0] = Enclosing(
            enclosing[0].paper, enclosing[0].original, (*enclosing[0].faults, *across), enclosing[0].notes
        )
    return PilotSet(forms[0], name, unit, case.submission.programme, tuple(enclosing))


def _pilot_of(case: Case, form_id: str) -> tuple[str, str, tuple[str, ...], int | None]:
    """Name and unit of the form's pilot, its papers, and its place among those judged together."""
    if case.together:
        for place, pilot in enumerate(case.together.pilots):
            if form_id in pilot.papers:
                return pilot.name, pilot.unit or "", pilot.papers, place
    owner = next((one for one in case.papers if one.id == form_id), None)
    if owner is None:
        raise NotFound("no-such-form", f"“{form_id}”没有归入任何试点。", "请先核对该件属于哪个试点。")
    said = [owner.record.value(slot) for slot in ("pilot_name", "unit_name", "lead_unit")]
    name, *units = (value if isinstance(value, str) else "" for value in said)
    return name or next(filter(None, units), "（未写明试点）"), next(filter(None, units), ""), (form_id,), None


def _across(case: Case, place: int) -> Iterator[str]:
    """What must be put right between the pilot's papers; what lacks is judged by what is enclosed."""
    together = case.together
    for found in together.findings if together else ():
        standing = found.standing
        if found.pilot == place and standing.blocks and standing.holds and standing.body["code"] not in _JUDGED_ANEW:
            yield f"材料之间有须补正的问题：{standing.body['message']}"


_JUDGED_ANEW = ("paper-missing", "copies-short")


class _Looked:
    """The papers of one pilot, looked through for originals."""

    def __init__(self, blobs: Blobs, cases: dict[str, Case], members: tuple[str, ...]) -> None:
        self._blobs = blobs
        self._cases = cases
        self._members = [
            (case, result) for case in cases.values() for result in case.results if result.id in members
        ]  # fmt: skip
        self._members.sort(key=lambda one: one[0].submission.received_at, reverse=True)

    def paper(self, paper: str) -> Enclosing:
        """The newest original that may be enclosed; where none may, why not."""
        name = enclosure_name(paper)
        there = [(case, result) for case, result in self._members if _is(result, paper)]
        if not there:
            return Enclosing(paper, None, (f"缺少{name}",))
        refused: list[str] = []
        for place, (case, result) in enumerate(there):
            document, shown, record = _chosen(case, result)
            faults = list(self._faults(case, result, document, shown, record))
            if not faults:
                older = len(there) - place - 1
                notes = [f"{name}另有{older}份较早收到的，未附"] if older else []
                notes += [f"{name}{said}" for said in (_office_s_own(record) if record else ())]
                notes += [f"{name}较新的一份不能附上：{fault}" for fault in refused]
                return Enclosing(paper, self._original(paper, result, document, shown), (), tuple(notes))
            refused += faults
        return Enclosing(paper, None, tuple(f"{name}：{fault}" for fault in refused))

    def _faults(
        self, case: Case, result: StoredResult, document: Document, shown: StoredResult, paper: Paper | None
    ) -> Iterator[str]:
        about = f"“{document.file_name}”"
        if case.decision is None or case.decision.decision != ACCEPTED:
            yield f"{about}所在的申报尚未收件"
        kind = self._format(document)
        if kind is None:
            yield f"{about}是{self._called(document)}，不能装订，请另存为 PDF 后报送"
            return
        if paper is None:
            if kind == WORD:
                yield f"{about}是未签字盖章的 Word 文件，不能作为附件；请收取签字盖章后的扫描件"
            return
        read = Record.from_json(shown.body)
        way = delivery_of(read)
        if kind == WORD and not _all_marked(read):
            yield f"{about}是未签字盖章的 Word 文件，不能作为附件；请收取签字盖章后的扫描件"
        elif kind == PDF and way is Delivery.PDF and not _all_marked(paper.record):
            yield f"{about}是未见签字盖章的电子文件，不能作为附件；请收取签字盖章后的扫描件"
        else:
            yield from (f"{about}{said}" for said in _lacking_marks(paper))

    def _original(self, paper: str, result: StoredResult, document: Document, shown: StoredResult) -> Original:
        came = self._cases[document.submission_id]
        kind, pages = self._format(document), shown.body.get("pages")
        assert kind is not None
        first, last = (pages[0], pages[1]) if kind != WORD and pages else (1, None)
        return Original(
            result.id, came.id, paper, document.file_name, document.sha256, document.size, kind, first, last,
            came.submission.received_at, _source(came, document), result.edition,
        )  # fmt: skip

    def _format(self, document: Document) -> str | None:
        return _KINDS.get(self._sniffed(document))

    def _called(self, document: Document) -> str:
        return CALLED.get(self._sniffed(document), "无法识别的文件").strip()

    def _sniffed(self, document: Document) -> str:
        """What the bytes are; a zip is opened to tell Word from other files."""
        path = self._blobs.existing(document.sha256)
        with path.open("rb") as file:
            head = file.read(_HEAD)
        try:
            return sniff(path.read_bytes() if head.startswith(b"PK") else head, document.name)
        except DocumentError:
            return ""


def _is(result: StoredResult, paper: str) -> bool:
    return paper in (result.form, result.body.get("companion"))


def _chosen(case: Case, result: StoredResult) -> tuple[Document, StoredResult, Paper | None]:
    """The document to enclose: of a pair the signed paper; what was read in it; the form's record."""
    if result.form is None:
        return case.document(result.document_id), result, None
    paper = case.paper(result.id)
    return paper.document, paper.shown, paper


def _all_marked(record: Record) -> bool:
    """Whether every block that must be signed or sealed by then surely is, and there is one at all."""
    specs = {block.id: block for block in definition(record.form, record.edition).blocks}
    asked = [(specs[one.id], one) for one in record.blocks if one.id in specs and _counts(specs[one.id], one)]
    return bool(asked) and all(_marked(spec.needs, one) for spec, one in asked)


def _counts(spec: Block, block: BlockRecord) -> bool:
    needed = Needs.SIGNATURE in spec.needs or Needs.SEAL in spec.needs
    return needed and not (block.empty and (spec.required is not True or spec.filled_by is not FilledBy.UNIT))


def _marked(needs: Needs, block: BlockRecord) -> bool:
    signed = Needs.SIGNATURE not in needs or block.signature.present is True
    return signed and (Needs.SEAL not in needs or block.seal.present is True)


def _lacking_marks(paper: Paper) -> Iterator[str]:
    """What the findings say of signatures and seals that must be there, unless an officer saw them on the very paper."""
    for finding in paper.findings:
        if finding.body["code"] in _MARKS and _is_demanded(paper, finding) and not _seen(finding):
            yield f"签字盖章不齐：{finding.body['message']}"


def _is_demanded(paper: Paper, finding: Standing) -> bool:
    """Whether the finding is grave, or about a block that every such form bears when it is handed in."""
    if finding.blocks:
        return True
    place = _BLOCK.match(finding.body["where"] or "")
    if place is None:
        return False
    spec = _spec(paper.record, int(place[1]))
    return spec is not None and spec.required is True and spec.filled_by is not FilledBy.RECEIVING_OFFICE


def _spec(record: Record, place: int) -> Block | None:
    wanted = record.blocks[place].id if place < len(record.blocks) else None
    return next((one for one in definition(record.form, record.edition).blocks if one.id == wanted), None)


def _office_s_own(paper: Paper) -> Iterator[str]:
    """The blocks that the receiving office fills and that are not surely signed and sealed on the original."""
    for place, block in enumerate(paper.record.blocks):
        spec = _spec(paper.record, place)
        if spec and spec.filled_by is FilledBy.RECEIVING_OFFICE and not _marked(spec.needs, block):
            yield f"“{spec.label}”一栏在原件上尚未签字盖章"


def _seen(finding: Standing) -> bool:
    given = finding.given
    return given is not None and given.disposition == SET_ASIDE and given.reason_code in _SEEN_THERE


def _source(case: Case, document: Document) -> str:
    """From where it came: who sent the mail, or who handed it in, and in which container."""
    holders = {one.id: one for one in case.documents}
    container = holders.get(document.parent_id or "")
    mail = next((one for one in case.mails if one.document_id == document.parent_id), None)
    how = _CHANNELS.get(case.submission.channel, case.submission.channel)
    said = _sender(mail) if mail else f"{how}（{case.submission.submitted_by}）"
    inside = f"，在“{container.file_name}”内" if container and not mail else ""
    return said + inside


def _sender(mail: Mail) -> str:
    return f"电子邮件（{mail.sender_name} {mail.sender_address}）".replace(" ）", "）").replace("（ ", "（")
