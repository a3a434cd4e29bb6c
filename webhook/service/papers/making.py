"""Any paper of the catalogue made out of records and stated facts: looked at first, then drafted, later made final."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, TypeVar

from forms.programme import Programme, UnknownProgramme
from forms.programme import programme as find_programme
from render.errors import RenderError
from render.letter import Letter
from render.papers.compose import compose
from render.papers.kinds import DocumentType, Format
from render.papers.paper import Paper
from render.papers.request import PaperRequest, PilotFacts, pilot_facts
from render.template import Template
from webhook.service.cases.facts import facts_for
from webhook.service.cases.lookup import load_case
from webhook.service.letters.keeping import LetterKeeping, NewLetter
from webhook.service.letters.writing import receipt_number
from webhook.service.papers.order import PaperOrder, PilotChoice, for_pilots
from webhook.service.papers.templates import PaperTemplates, find_paper
from webhook.service.ports import Clock, office_day
from webhook.service.problems import Invalid, Problem, Refused
from webhook.store.database import Store, Tx
from webhook.store.letters import StoredLetter

MAKER = "paper"
"""The ``maker`` of letters made here."""
RETRY = "请补充或者更正后再生成。"
_NEVER_SAID = ("统一社会信用代码",)
"""What no shipped template says of a pilot."""
Chosen = TypeVar("Chosen", Format, DocumentType)
_OF_THE_STATE = frozenset({"value-unconfirmed", "ground-missing"})
"""Refusals that another request would not help against; the others name what is wrong with the request."""


@dataclass(frozen=True)
class Ready:
    """An order with all that it takes: ``told`` is what the letter is made from, as JSON, ``submissions`` whose."""

    paper: Paper
    request: PaperRequest
    template: Template | None
    told: dict[str, Any]
    submissions: tuple[str, ...]


class Papers:
    def __init__(
        self, store: Store, clock: Clock, keeping: LetterKeeping, templates: PaperTemplates, programme: str
    ) -> None:
        """``programme`` is the one that is meant where neither the order nor a pilot names one."""
        self._store = store
        self._clock = clock
        self._keeping = keeping
        self._templates = templates
        self._programme = programme

    def preview(self, order: PaperOrder) -> Letter:
        """The letter as it would be drafted; nothing is kept.

        Raises :class:`webhook.service.problems.NotFound` without such a paper or submission, :class:`Invalid` for what
        is missing or does not fit (``details`` by its place), and :class:`Refused` for a marked value that nobody has
        confirmed, named.
        """
        return _made(self._ready(order, office_day(self._clock())))

    def create(self, order: PaperOrder, by: str, made_on: date | None = None) -> StoredLetter:
        """The letter as a draft at the beginning of its life; of the same order on the same day there is one.

        ``made_on`` is the day on which it was ordered, today by default. Raises as :meth:`preview`.
        """
        ready = self._ready(order, made_on or office_day(self._clock()))
        letter, request = _made(ready), ready.request
        copies = getattr(request.programme, ready.paper.copies) if ready.paper.copies else None
        new = NewLetter(
            ready.paper.id, (request.type or ready.paper.type).value, (request.layout or ready.paper.format).value,
            letter.title, request.issuer.strip(), request.addressees, letter.template[:100], letter.version, MAKER,
            ready.told, request.copies_to, copies, order.number or None,
            ready.submissions[0] if len(ready.submissions) == len(request.pilots) == 1 else None,
        )  # fmt: skip
        return self._keeping.keep(new, letter.docx, by)

    def remake(self, letter: StoredLetter, number: str, issued_on: date) -> bytes:
        """The letter's final bytes with its number and 成文日期, from the template that it was drafted with.

        Raises :class:`Refused` where it cannot be made final, and where the shipped template is no longer the same.
        """
        assert letter.request is not None
        told = letter.request["letter"]
        request = _request_of(told, office_day(self._clock()))
        final = replace(request, number=number, issued_on=issued_on, draft=False)
        template = None
        if told["template"]:
            paper = find_paper(request.paper)
            layout = (request.layout or paper.format).value
            template = self._templates.version(paper.id, layout, told["template"], request.script)
        try:
            made = compose(final, template)
        except RenderError as error:
            raise Refused(error.code, error.message, "请更正后重新制作文书；这一份可以撤回。") from error
        if made.version != letter.template_digest:
            raise Refused("template-changed", "制作文书之后，模板已被更改，编号后的文书与所签发的不同。", _MAKE_ANEW)
        return made.docx

    def refuse_outdated(self, tx: Tx, letter: StoredLetter) -> None:
        """Raise :class:`Refused` where the record of a pilot no longer says what the letter does."""
        if not letter.request or letter.request["maker"] != MAKER:
            return
        told = letter.request["letter"]
        for kept in told["pilots"]:
            if kept["from"] is None:
                continue
            choice = PilotChoice.from_json(kept["choice"])
            now, _ = _pilot(tx, choice, told["script"], bool(told["template"]))
            if _pilot_json(now) != {name: kept[name] for name in _pilot_json(now)}:
                raise Refused("letter-outdated", f"制作文书之后，“{kept['name']}”的记录已被更改。", _MAKE_ANEW)

    def names(self, pilots: Iterable[PilotChoice]) -> tuple[str, ...]:
        """What each pilot is called, for people; :class:`NotFound` without its submission."""
        with self._store.read() as tx:
            facts = [_pilot(tx, choice, "hans", True)[0] for choice in pilots]
        return tuple("，".join(text for text in (one.name, one.unit) if text) for one in facts)

    def _ready(self, order: PaperOrder, today: date) -> Ready:
        order.check()
        if any(pilot.facts for pilot in order.pilots):
            order = _alone(order)
        paper = find_paper(order.paper)
        layout, kind = _chosen(Format, order.layout, "layout"), _chosen(DocumentType, order.type, "type")
        template = None
        if Format.FORM not in paper.formats and (layout or paper.format) in paper.formats:
            template = self._templates.for_paper(paper, layout or paper.format, order.script)
        with self._store.read() as tx:
            found = [_pilot(tx, choice, order.script, template is not None) for choice in order.pilots]
            if len(order.pilots) == 1 and order.pilots[0].submission:
                order = replace(order, facts={**_held(tx, paper, order.pilots[0]), **order.facts})
            programmes = [tx.submissions.get(choice.submission) for choice in order.pilots if choice.submission]
        pilots = tuple(facts for facts, _ in found)
        _refuse_unconfirmed(paper, pilots)
        rules = _programme(order.programme, [one.programme for one in programmes if one], self._programme)
        to, copies, enclosed = (
            for_pilots(texts, pilots, paper.name) for texts in (order.addressees, order.copies_to, order.enclosures)
        )
        request = PaperRequest(
            paper.id, rules, order.issuer.strip(), (order.signatory or order.issuer).strip(), to, today, layout, kind,
            (order.seal_owner or "").strip() or None, order.number or None, issued_on=today, copies_to=copies,
            pilots=pilots, facts=order.facts, enclosures=enclosed, contact=order.contact.strip(), script=order.script,
        )  # fmt: skip
        told = _request_json(request, order, [result for _, result in found], template)
        mine = dict.fromkeys(choice.submission for choice in order.pilots if choice.submission)
        return Ready(paper, request, template, told, tuple(mine))


_MAKE_ANEW = "请重新制作文书；这一份可以撤回。"


def _made(ready: Ready) -> Letter:
    try:
        return compose(ready.request, ready.template)
    except RenderError as error:
        raise as_problem(error) from error


def as_problem(error: RenderError) -> Problem:
    """What a letter could not be made for, as the service says it."""
    kind = Refused if error.code in _OF_THE_STATE or error.code.startswith("template-") else Invalid
    return kind(error.code, error.message, RETRY, error.places)


def _alone(order: PaperOrder) -> PaperOrder:
    """The order of a letter on one pilot, which facts stand beside; on several they cannot."""
    if len(order.pilots) == 1:
        return order.of(order.pilots[0])
    message = "一份文书针对多个试点时，各试点不能另有要素。"
    raise Invalid("detail-wrong", message, "请写入文书的要素，或者分别制作。", {"pilots": message})


def _chosen(kinds: type[Chosen], given: str | None, place: str) -> Chosen | None:
    if not given:
        return None
    try:
        return kinds(given)
    except ValueError:
        choices = "、".join(kinds)
        raise Invalid(
            "detail-wrong", f"没有“{given[:20]}”，可选：{choices}。", RETRY, {place: f"可选：{choices}。"}
        ) from None


def _pilot(tx: Tx, choice: PilotChoice, script: str, every: bool) -> tuple[PilotFacts, str | None]:
    """The pilot's facts and the id of the paper whose record they come from; ``every`` keeps what is seldom said."""
    stated = choice.stated()
    if choice.submission is None:
        return stated, None
    paper = load_case(tx, choice.submission).paper(choice.form)
    facts = pilot_facts(paper.record, script, stated.recommended_by, stated.result)
    more = {name: getattr(stated, name) for name in ("name", "unit", "code", "guarantors", "period")}
    facts = replace(facts, **{name: held for name, held in more.items() if held and not getattr(facts, name)})
    if not every:
        kept = tuple(label for label in facts.unconfirmed if label not in _NEVER_SAID)
        facts = replace(facts, code="", unconfirmed=kept)
    return facts, paper.id


def _held(tx: Tx, paper: Paper, choice: PilotChoice) -> dict[str, Any]:
    """Those facts that the paper needs and the office holds: of the receipt, and of the register."""
    needed = {need.id for need in paper.needs} & {"received_on", "receipt_number", "valid_until"}
    if not needed or choice.submission is None:
        return {}
    case = load_case(tx, choice.submission)
    passed = facts_for(tx, case.submission, case.paper(choice.form).record).passed
    known = {
        "received_on": office_day(case.submission.received_at).isoformat(),
        "receipt_number": receipt_number(case),
        "valid_until": passed.valid_until.isoformat() if passed and passed.valid_until else None,
    }
    return {name: known[name] for name in needed if known[name]}


def _refuse_unconfirmed(paper: Paper, pilots: tuple[PilotFacts, ...]) -> None:
    doubtful = [(number, pilot) for number, pilot in enumerate(pilots) if pilot.unconfirmed]
    if doubtful:
        named = "；".join(f"“{pilot.name}”的{'、'.join(pilot.unconfirmed)}" for _, pilot in doubtful)
        details = {f"pilots[{number}]": f"{'、'.join(pilot.unconfirmed)}尚未核对。" for number, pilot in doubtful}
        raise Refused(
            "value-unconfirmed",
            f"{paper.name}要用到的内容尚未核对：{named}。",
            "请对照原件确认或者更正后再生成。",
            details,
        )


def _programme(given: str | None, of_pilots: list[str], usual: str) -> Programme:
    if given is None and len(set(of_pilots)) > 1:
        message = "所选试点分属不同的申报项目。"
        raise Invalid("programmes-mixed", message, "请分别制作，或者写明申报项目。", {"pilots": message})
    try:
        return find_programme(given or (of_pilots[0] if of_pilots else usual))
    except UnknownProgramme as unknown:
        raise Invalid("unknown-programme", str(unknown), "请改用所列编号之一。", {"programme": str(unknown)}) from None


# -- what a letter was made from, as JSON ---------------------------------------------------------------------------

_PLAIN = ("paper", "issuer", "signatory", "seal_owner", "contact", "script")
_LISTS = ("addressees", "copies_to", "enclosures")


def _pilot_json(pilot: PilotFacts) -> dict[str, Any]:
    lists = ("guarantors", "unconfirmed", "lacking", "used")
    return {
        **asdict(pilot),
        **{name: list(getattr(pilot, name)) for name in lists},
        "period": list(pilot.period) if pilot.period else None,
    }


def _request_json(
    request: PaperRequest, order: PaperOrder, results: list[str | None], template: Template | None
) -> dict[str, Any]:
    pilots = [
        {**_pilot_json(facts), "from": result, "choice": {**choice.to_json(), "form": result}}
        for facts, choice, result in zip(request.pilots, order.pilots, results, strict=True)
    ]
    return {
        **{name: getattr(request, name) for name in _PLAIN},
        **{name: list(getattr(request, name)) for name in _LISTS},
        "programme": request.programme.id,
        "layout": request.layout.value if request.layout else None,
        "type": request.type.value if request.type else None,
        "facts": dict(request.facts),
        "pilots": pilots,
        "template": template.digest if template else None,
        "made_on": request.today.isoformat(),
    }


def _request_of(told: Mapping[str, Any], today: date) -> PaperRequest:
    """The request that a letter was made from, to be made on the day ``today``."""
    return PaperRequest(
        **{name: told[name] for name in _PLAIN},
        **{name: tuple(told[name]) for name in _LISTS},  # type: ignore[arg-type]
        programme=find_programme(told["programme"]),
        today=today,
        layout=Format(told["layout"]) if told["layout"] else None,
        type=DocumentType(told["type"]) if told["type"] else None,
        facts=told["facts"],
        pilots=tuple(_pilot_of(one) for one in told["pilots"]),
    )


def _pilot_of(told: Mapping[str, Any]) -> PilotFacts:
    texts = {name: told[name] for name in ("name", "unit", "code", "recommended_by", "result")}
    lists = {name: tuple(told[name]) for name in ("guarantors", "unconfirmed", "lacking", "used")}
    return PilotFacts(**texts, **lists, period=tuple(told["period"]) if told["period"] else None)  # type: ignore[arg-type]
