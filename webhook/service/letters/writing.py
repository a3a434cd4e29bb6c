"""Letters: what may be written when, out of which findings and values, and the making of each once."""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta

from forms.finding import Finding
from forms.law import Basis, Citation
from forms.programme import Programme, programme
from forms.record import Record
from forms.registry import form as definition
from render.catalogue import UNIT_SLOTS
from render.errors import RenderError
from render.letter import Letter, LetterRequest, Material, addressed, compose, used_slots
from render.papers.sign_again import signing_pages
from render.pictures import EvidencePicture
from render.request import SIGN_AGAIN
from webhook.service.cases.case import Case, Paper
from webhook.service.cases.findings import UPHELD, Standing, as_finding
from webhook.service.cases.lookup import load_case
from webhook.service.cases.marked import slots
from webhook.service.letters.conformance import Checked, unchecked
from webhook.service.letters.request import request_json, request_of
from webhook.service.letters.rules import rules_of
from webhook.service.plain_text import demand_text
from webhook.service.ports import OFFICE_TIME, Clock, office_day
from webhook.service.problems import Invalid, NotFound, Refused
from webhook.service.review.decisions import ACCEPTED, CORRECTION, REFUSED, TITLES, refuse_contradiction, refuse_open
from webhook.service.review.finding_list import named_place
from webhook.store.blobs import Blobs
from webhook.store.database import Store, Tx
from webhook.store.letter_steps import ENCLOSURE, PICTURE, LetterFile, Step
from webhook.store.letters import CASE, DRAFTED, StoredLetter
from webhook.store.row import new_id

FOR_DECISION: dict[str, str] = {CORRECTION: "correction", ACCEPTED: "receipt", REFUSED: "late-refusal"}
"""The letter that tells each decision."""

FILE_TITLES: dict[str, str] = {"correction": "补正通知书", "receipt": "收件回执", "late-refusal": "不予受理告知书"}
"""What a letter is called as an attachment."""

PAPERS: dict[str, str] = {"correction": "D03", "receipt": "D02", "late-refusal": "D02n"}
GENRE = "业务文书"
"""文种 of all three: they are none of the fifteen that official papers know."""

Compose = Callable[[LetterRequest], Letter]
Show = Callable[[Case, Paper, Sequence[Finding]], Mapping[int, EvidencePicture]]


def _nothing_to_show(case: Case, paper: Paper, findings: Sequence[Finding]) -> Mapping[int, EvidencePicture]:
    return {}


@dataclass(frozen=True)
class Particulars:
    """What the office adds to a letter. ``None`` takes what follows from the case and the programme."""

    issuer: str | None = None
    signatory: str | None = None
    number: str | None = None
    contact: str = ""
    recommended_by: str | None = None
    due_on: date | None = None
    script: str = "hans"
    pictures: bool = True
    """Whether each fault is shown as it looks on the page."""


PLAIN = Particulars()


@dataclass(frozen=True)
class _Asked:
    """The letter that is asked for: its kind, on which form of the case, and the day on which it is written."""

    case: Case
    paper: Paper
    kind: str
    particulars: Particulars
    today: date

    @property
    def digest(self) -> str:
        """A hash of everything that the letter says."""
        decided = self.case.decision.at.isoformat() if self.case.decision else None
        upheld = [finding.key for finding in _upheld(self.case, self.paper)]
        facts = [self.case.id, self.paper.id, self.paper.revision.revision, self.kind, upheld, decided]
        said = [*facts, self.today.isoformat(), asdict(self.particulars)]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False, default=str).encode()).hexdigest()


class Letters:
    def __init__(
        self,
        store: Store,
        blobs: Blobs,
        clock: Clock,
        compose: Compose = compose,
        show: Show = _nothing_to_show,
        checked: Checked = unchecked,
    ) -> None:
        """``show`` gives the pictures that prove findings, ``checked`` the check of a letter's format."""
        self._checked = checked
        self._show = show
        self._store = store
        self._blobs = blobs
        self._clock = clock
        self._compose = compose

    def create(
        self,
        submission_id: str,
        by: str,
        *,
        kind: str | None = None,
        form: str | None = None,
        particulars: Particulars = PLAIN,
    ) -> StoredLetter:
        """The letter that tells the submission's decision; the same letter is made once.

        Raises :class:`Refused` while a blocking finding is open, while a value that the letter uses is marked and
        unconfirmed (the message names it), without the matching decision, or where the letter cannot be made.
        """
        today = office_day(self._clock())
        _check(particulars, today)
        demand_text(submission_id, form, kind)
        with self._store.read() as tx:
            case = load_case(tx, submission_id)
            paper = case.paper(form)
            chosen = kind or _kind_for(case)
            _refuse_early(case, paper, chosen)
            asked = _Asked(case, paper, chosen, _from_usual_office(tx, case, particulars), today)
            if made := tx.letters.with_digest(asked.digest):
                return made
        letter, beside = self._drafted(asked, by)
        with self._store.write() as tx:
            return self._filed(tx, case, letter, beside)

    def _drafted(self, asked: _Asked, by: str) -> tuple[StoredLetter, list[LetterFile]]:
        """The letter, and the files beside it: its pictures, the pages to sign again, the check of its format."""
        request, pages = self._request(asked)
        composed = self._made(request)
        blob, letter_id, now = self._blobs.put(io.BytesIO(composed.docx)), new_id(), self._clock()
        files = self._kept_pictures(letter_id, request, by)
        hashes = {index: file.sha256 for index, file in files.items()}
        letter = StoredLetter(
            letter_id, asked.case.id, asked.paper.id, asked.paper.revision.revision, asked.kind, asked.digest,
            blob.sha256, [finding.key for finding in _upheld(asked.case, asked.paper)], by, now,
            paper=PAPERS[asked.kind], genre=GENRE, title=composed.title, issuer=request.issuer,
            addressees=[request.addressee], template=composed.template or asked.kind,
            template_digest=composed.version or None, copies_to=list(request.copies_to),
            request={"maker": CASE, "number": request.number, "letter": request_json(request, hashes)},
        )  # fmt: skip
        return letter, [*files.values(), *self._enclosed(letter_id, pages, by), *self._checked(letter)]

    def _request(self, asked: _Asked) -> tuple[LetterRequest, bytes | None]:
        """What the letter shall say, and the pages to sign again that go with a 补正通知书, if any."""
        request = _request(asked)
        if asked.kind != FOR_DECISION[CORRECTION]:
            return request, None
        shown = self._show(asked.case, asked.paper, request.findings) if asked.particulars.pictures else {}
        pages = _to_sign_again(request)
        return replace(request, pictures=shown, enclosures=(SIGN_AGAIN,) if pages else ()), pages

    def remake(self, letter: StoredLetter, number: str, issued_on: date) -> bytes:
        """The letter's bytes with its number and 成文日期; nothing else of it changes.

        Raises :class:`Refused` where it cannot be made so: the term that it sets would be over before it is issued.
        """
        assert letter.request is not None
        request = request_of(letter.request["letter"], self._blobs.get, deadline_ground)
        made = self._made(replace(request, number=number, issued_on=issued_on))
        if letter.template_digest and made.version != letter.template_digest:
            raise Refused("template-changed", "制作文书之后，模板已被更改，编号后的文书与所签发的不同。", _MAKE_ANEW)
        return made.docx

    def refuse_outdated(self, tx: Tx, letter: StoredLetter) -> None:
        """Raise :class:`Refused` where the letter no longer says what was decided and read."""
        if letter.submission_id is not None and letter.result_id is not None:
            _refuse_outdated(load_case(tx, letter.submission_id), letter)

    def get(self, letter_id: str) -> tuple[StoredLetter, bytes]:
        """The letter and its .docx bytes; :class:`NotFound` where there is none."""
        letter = self.find(letter_id)
        return letter, self._blobs.get(letter.sha256)

    def find(self, letter_id: str) -> StoredLetter:
        """What is known of the letter; :class:`NotFound` where there is none."""
        with self._store.read() as tx:
            letter = tx.letters.get(letter_id)
        if letter is None:
            raise NotFound("no-such-letter", "没有这份文书。", "请核对编号。")
        return letter

    def _kept_pictures(self, letter_id: str, request: LetterRequest, by: str) -> dict[int, LetterFile]:
        """The request's pictures as files of the letter, by their place among the findings; each once."""
        kept: dict[bytes, LetterFile] = {}
        for picture in request.pictures.values():
            if picture.data not in kept:
                blob = self._blobs.put(io.BytesIO(picture.data))
                about = (PICTURE, f"picture-{len(kept) + 1}", blob.sha256, blob.size)
                kept[picture.data] = LetterFile(new_id(), letter_id, *about, by, self._clock())
        return {index: kept[picture.data] for index, picture in request.pictures.items()}

    def _enclosed(self, letter_id: str, pages: bytes | None, by: str) -> tuple[LetterFile, ...]:
        """The pages to sign again as a file of the letter."""
        if pages is None:
            return ()
        blob = self._blobs.put(io.BytesIO(pages))
        about = (ENCLOSURE, f"{SIGN_AGAIN}.docx", blob.sha256, blob.size)
        return (LetterFile(new_id(), letter_id, *about, by, self._clock()),)

    def _made(self, request: LetterRequest) -> Letter:
        try:
            return self._compose(request)
        except RenderError as error:
            raise Refused(error.code, error.message, "请补充或者更正后再生成文书。") from error

    def _filed(self, tx: Tx, case: Case, letter: StoredLetter, files: Iterable[LetterFile]) -> StoredLetter:
        """Keep the letter unless the case has changed since, or the same letter was made meanwhile."""
        if made := tx.letters.with_digest(letter.digest):
            return made
        now = load_case(tx, case.id)
        if now.submission.version != case.submission.version:
            raise Refused("changed-meanwhile", "生成文书期间内容已被更改，文书未保存。", "请核对后再生成。")
        tx.letters.add(letter)
        for file in {file.id: file for file in files}.values():
            tx.steps.add_file(file)
        tx.steps.add(Step(letter.id, DRAFTED, office_day(letter.at), {}, letter.by, letter.at))
        tx.submissions.touch(case.id)
        tx.audit.add(letter.at, letter.by, "letter-made", ("submission", case.id), letter=letter.id, kind=letter.kind)
        return letter


_MAKE_ANEW = "请重新制作文书；这一份可以撤回。"


def _to_sign_again(request: LetterRequest) -> bytes | None:
    """The blank blocks to sign and seal anew; ``None`` where no finding is about one."""
    try:
        return signing_pages(request.form, request.record, request.findings, request.script)
    except RenderError as error:
        raise Refused(error.code, error.message, "请补充或者更正后再生成文书。") from error


def _from_usual_office(tx: Tx, case: Case, given: Particulars) -> Particulars:
    """The particulars with the office that letters of this programme go out from, where the officer names none."""
    return replace(given, issuer=given.issuer or rules_of(tx).issuers.get(case.submission.programme))


def _check(given: Particulars, today: date) -> None:
    demand_text(asdict(given))
    if given.due_on and given.due_on < today:
        raise Invalid("due-date-past", f"补正期限{given.due_on.isoformat()}早于今天。", "请改为今天或者以后的日期。")


def _refuse_outdated(case: Case, letter: StoredLetter) -> None:
    decided = FOR_DECISION.get(case.decision.decision) if case.decision else None
    paper = case.paper(letter.result_id)
    now_said = (decided, paper.revision.revision, [finding.key for finding in _upheld(case, paper)])
    if now_said != (letter.kind, letter.revision, letter.finding_keys):
        raise Refused("letter-outdated", "制作文书之后，决定或者内容已被更改。", _MAKE_ANEW)


def _kind_for(case: Case) -> str:
    kind = FOR_DECISION.get(case.decision.decision) if case.decision else None
    if kind is None:
        raise Refused("not-decided", "尚未作出决定，不能生成文书。", "请先确认补正、收件或者不予受理。")
    return kind


def _refuse_early(case: Case, paper: Paper, kind: str) -> None:
    """Refuse a letter that says what nobody has confirmed."""
    if kind not in FOR_DECISION.values():
        raise Invalid(
            "kind-unknown", f"没有“{kind}”这种文书，可选：{'、'.join(FOR_DECISION.values())}。", "请改用其中之一。"
        )
    refuse_open(case)
    form = definition(paper.record.form, paper.record.edition)
    used = used_slots(kind, form)
    marked = [
        named_place(where, paper.record, form)
        for where, held in slots(paper.record)
        if where in used and held.needs_review
    ]
    if marked:
        raise Refused(
            "value-unconfirmed", f"文书要用到的内容尚未核对：{'、'.join(marked)}。", "请对照原件确认或者更正后再生成。"
        )
    if case.decision is None or FOR_DECISION.get(case.decision.decision) != kind:
        wanted = next(decision for decision, letter in FOR_DECISION.items() if letter == kind)
        raise Refused("not-decided", f"此文书须先作出“{TITLES[wanted]}”的决定。", "请先确认决定。")
    refuse_contradiction(case, case.decision.decision, case.decision.reason)


def _upheld(case: Case, paper: Paper) -> list[Standing]:
    """What the letter on a form lists: its own faults, and those across the papers that concern it."""
    return [finding for finding in case.findings_on(paper) if finding.disposition == UPHELD]


def _request(asked: _Asked) -> LetterRequest:
    case, paper, kind, given, today = asked.case, asked.paper, asked.kind, asked.particulars, asked.today
    rules, record = programme(case.submission.programme), paper.record
    form = definition(record.form, record.edition)
    issuer = given.issuer or rules.receiving_offices[0]
    addressee, copies = addressed(given.recommended_by, _applicant(record, used_slots(kind, form)))
    return LetterRequest(
        kind=kind,
        programme=rules,
        form=form,
        record=record,
        issued_on=today,
        issuer=issuer,
        signatory=given.signatory or issuer,
        addressee=addressee,
        findings=tuple(as_finding(finding.body) for finding in _upheld(case, paper)),
        received_at=case.submission.received_at.astimezone(OFFICE_TIME),
        number=given.number,
        copies_to=copies,
        contact=given.contact,
        due_on=given.due_on or today + timedelta(days=rules.correction_days),
        materials=tuple(Material(_stem(document.file_name), 1, "电子文件") for document in case.papers_received),
        receipt_number=receipt_number(case),
        ground=deadline_ground(rules),
        script=given.script,
    )


def receipt_number(case: Case) -> str:
    """What the applicant may ask by: the day of receipt and the first digits of the submission's id."""
    return f"{office_day(case.submission.received_at):%Y%m%d}-{case.id[:6].upper()}"


def _applicant(record: Record, used: tuple[str, ...]) -> str:
    """The applicant's name, from the slot that the letter quotes it from."""
    for slot in UNIT_SLOTS:
        value = record.value(slot)
        if f"fields.{slot}" in used and isinstance(value, str) and value:
            return value
    raise Refused("addressee-missing", "申报表没有写明申报单位，文书没有主送对象。", "请先更正申报单位一栏。")


def _stem(name: str) -> str:
    return name.rsplit(".", 1)[0] or name


_ITEM = re.compile(r"^(\d{1,2})[.．]", re.MULTILINE)


def deadline_ground(rules: Programme) -> Basis | None:
    """The place in the programme's notice that says what becomes of late papers; ``None`` where it says nothing."""
    for place, words in rules.notice.words.items():
        late = re.search("逾期不再受理|逾期不予受理", words)
        if late:
            items = [int(found[1]) for found in _ITEM.finditer(words, 0, late.start())]
            return Citation(rules.notice, place, None, items[-1] if items else None)
    return None
