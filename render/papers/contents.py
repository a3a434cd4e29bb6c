"""What a paper says, as plain words by the names of its template's placeholders."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any

from forms.law import Citation
from forms.programme import Level
from forms.script import fold
from forms.statutes import RULES
from render import wording
from render.page import IMPRINT_CHARACTERS
from render.papers.kinds import CLOSINGS, About, DocumentType, Format
from render.papers.need import Article, Count, Day, Need, Rows, Span, Words
from render.papers.paper import Paper
from render.papers.request import PaperRequest, PilotFacts
from render.papers.title import broken
from render.script import converter

IN_THE_SENTENCE = 3
"""So many pilots are named in the text; more stand in a list on a page of their own."""
NO_DAY = "　　年　月　日"


@dataclass(frozen=True)
class Writer:
    """One request being put into words; ``facts`` are typed, ``type`` and ``layout`` decided."""

    paper: Paper
    request: PaperRequest
    facts: Mapping[str, Any]
    type: DocumentType
    layout: Format

    @cached_property
    def words(self) -> Callable[[str], str]:
        """Our own wording in the letter's script; names, answers and what the officer wrote stay as they are."""
        return converter(self.request.script, tuple(sorted(name for name in self._names() if len(name) > 1)))

    def _names(self) -> set[str]:
        request = self.request
        names = {request.issuer, request.signatory, request.contact, request.seal_owner or "", request.programme.title}
        names |= {*request.addressees, *request.copies_to, *request.enclosures}
        for pilot in request.pilots:
            names |= {pilot.name, pilot.unit, *pilot.guarantors, pilot.recommended_by, pilot.result}
        return names

    @property
    def many(self) -> bool:
        """Whether the pilots stand in an annex."""
        return len(self.request.pilots) > IN_THE_SENTENCE


def context_of(writer: Writer) -> dict[str, object]:
    """Every placeholder with its words. The names are the same for all papers; what a paper has not is empty."""
    blanks = {name: [] if several else "" for name, several in vocabulary().items()}
    return {**blanks, **writer_words(writer), **_head(writer), **_pilots(writer), **_facts(writer)}


@cache
def vocabulary() -> Mapping[str, bool]:
    """Every placeholder that some paper's facts or words fill, and whether it is a list of lines or rows.

    A template is shared by several papers: what one of them has not is empty there.
    """
    from render.papers.catalogue import PAPERS

    words = {name: False for paper in PAPERS for name in paper.words}
    return words | {need.label: _is_list(need) for paper in PAPERS for need in paper.needs}


def writer_words(writer: Writer) -> dict[str, object]:
    """What sets the paper apart from others of its template."""
    return {name: writer.words(said) for name, said in writer.paper.words.items()}


def _head(writer: Writer) -> dict[str, object]:
    """What every paper has: issuer, number, title, addressee, signature, date, enclosures, imprint."""
    request = writer.request
    title = title_of(writer)
    dated = wording.day(request.issued_on) if request.issued_on else NO_DAY
    signatory, sealed_by, on = wording.signed(request.signatory.strip(), _sealed_by(writer), dated)
    enclosures = enclosures_of(writer)
    return {
        "文书": writer.paper.id,
        "文种": writer.words(writer.type.value),
        "级别": wording.LEVELS[request.programme.level],
        "发文机关": request.issuer.strip(),
        "署名机关": request.signatory.strip(),
        "机关标志": wording.mark_size(request.issuer.strip() + ("文件" if writer.layout is Format.DOCUMENT else "")),
        "发文字号": _number(writer),
        "标题": broken(title),
        "主送机关": wording.parties(request.addressees),
        "依据语": basis_words(writer),
        "自称": writer.words(wording.ourselves(request.signatory)),
        "项目名称": request.programme.title,
        "结语": writer.words(_closing(writer)),
        "署名": signatory,
        "代章": sealed_by,
        "成文日期": on,
        "附注": writer.words(f"联系人：{request.contact.strip()}") if request.contact.strip() else "",
        "抄送": "，".join(name.strip() for name in request.copies_to if name.strip()),
        "印发机关": request.issuer.strip(),
        "印发行": "窄" if wording.width(request.issuer.strip()) > IMPRINT_CHARACTERS else "宽",
        "印发日期": dated,
        "附件说明": enclosures,
        "附件名": enclosures[0]["名称"] if len(enclosures) == 1 else "",
        "一式份数": writer.words(_copies(writer)),
    }


def title_of(writer: Writer) -> str:
    """The title in one line: 甲办关于上报…的函; a business paper's own name."""
    paper, request = writer.paper, writer.request
    about = {"pilot": writer.words("试点"), "pilots": writer.words("试点"), "programme": request.programme.title}
    if len(request.pilots) == 1 and request.pilots[0].name:
        about["pilot"] = about["pilots"] = f"“{request.pilots[0].name}”"
    subject = "".join(
        about[part] if place % 2 else writer.words(part) for place, part in enumerate(_parted(paper.subject))
    )
    if writer.type is DocumentType.BUSINESS:
        return _receipt_title(writer) or subject
    return f"{request.issuer.strip()}{writer.words('关于')}{subject}{writer.words('的' + writer.type.value)}"


def _parted(subject: str) -> list[str]:
    """``subject`` cut at its braces: words and names by turns."""
    return subject.replace("}", "{").split("{")


def _receipt_title(writer: Writer) -> str:
    """第十三条 leaves the acceptance of national pilots to the ministries: only a province accepts by itself."""
    if writer.paper.id == "D02" and writer.request.programme.level is Level.PROVINCIAL:
        return writer.words("试点申报受理通知书")
    return ""


def _closing(writer: Writer) -> str:
    if writer.paper.id == "D02" and writer.request.programme.level is Level.PROVINCIAL:
        return wording.CLOSING
    closing = writer.paper.closing if writer.type is writer.paper.type else None
    return CLOSINGS[writer.type] if closing is None else closing


def _number(writer: Writer) -> str:
    line = wording.number_line(writer.request.number, writer.request.day.year)
    return line if writer.request.number else writer.words(line)


def _sealed_by(writer: Writer) -> str:
    owner = (writer.request.seal_owner or "").strip()
    if not owner or fold(owner) == fold(writer.request.signatory):
        return ""
    return writer.words(f"（{owner}代章）")


def basis_words(writer: Writer) -> str:
    """根据《…细则（试行）》（…，以下简称《细则》）第十二条的规定; a province goes by analogy (第三十九条); ``""`` for a practice."""
    citations = citations_of(writer.paper, writer.request)
    if not citations:
        return ""
    rules = [citation for citation in citations if citation.statute is RULES]
    analogous = writer.request.programme.level is Level.PROVINCIAL and RULES.art(39) not in rules
    verb = "参照" if analogous and rules else "根据"
    return writer.words(f"{verb}{wording.cited(citations)}的规定")


def citations_of(paper: Paper, request: PaperRequest) -> list[Citation]:
    """The articles that the paper rests on under the request's programme; another call's notice is not cited."""
    known = (RULES, request.programme.notice)
    return [basis for basis in paper.basis if isinstance(basis, Citation) and basis.statute in known]


def enclosures_of(writer: Writer) -> list[dict[str, object]]:
    """The lines of 附件说明, numbered where there are several: the list of pilots, what goes for each, the rest."""
    paper, request = writer.paper, writer.request
    names = [writer.words(paper.listed)] if writer.many and paper.listed else []
    names += [writer.words(name) for name in paper.enclosures]
    count = len(request.pilots)
    if paper.each and count == 1:
        names += [quoted(request.pilots[0].name, writer.words(name)) for name in paper.each]
    elif paper.each:
        names += [writer.words(f"{name}（{count}份）") for name in paper.each]
    names += [name.strip() for name in request.enclosures if name.strip()]
    numbered = len(names) > 1
    return [{"序号": f"{n}." if numbered else "", "名称": name} for n, name in enumerate(names, start=1)]


def quoted(pilot: str, what: str) -> str:
    """“甲试点”申请书: what belongs to a pilot, without saying 试点 twice where its name ends with it."""
    doubled = pilot.endswith(("试点", "試點")) and what.startswith(("试点", "試點"))
    return f"“{pilot}”{what[2:] if doubled else what}"


def _copies(writer: Writer) -> str:
    setting = writer.paper.copies
    held = getattr(writer.request.programme, setting) if setting else None
    return wording.copies(held) if isinstance(held, int) else ""


def _pilots(writer: Writer) -> dict[str, object]:
    """The pilots in the sentence and as rows; more than three stand in the annex."""
    pilots = writer.request.pilots
    rows = [_row(writer, number, pilot) for number, pilot in enumerate(pilots, start=1)]
    details = rows if pilots and not writer.many and writer.paper.about is About.MANY else []
    listed = writer.words(writer.paper.listed)
    only = rows[0] if len(rows) == 1 else dict.fromkeys(ROW_WORDS, "")
    return {
        "试点": _sentence(writer),
        "试点个数": len(pilots),
        "少量试点": details,
        "试点清单": rows if writer.many else [],
        "清单标题": broken(listed) if writer.many else "",
        "清单附件号": writer.words("附件1" if len(enclosures_of(writer)) > 1 else "附件") if writer.many else "",
        **{f"试点_{name}": value for name, value in only.items() if name != "序号"},
    }


ROW_WORDS = ("序号", "试点名称", "承担单位", "保证单位", "试点期限", "代码", "推荐单位", "结论", "有效期")


def _row(writer: Writer, number: int, pilot: PilotFacts) -> dict[str, object]:
    valid = ""
    if "valid_from" in writer.facts and "valid_until" in writer.facts:
        valid = f"{wording.day(writer.facts['valid_from'])}—{wording.day(writer.facts['valid_until'])}"
    return {
        "序号": number,
        "试点名称": pilot.name,
        "承担单位": pilot.unit,
        "保证单位": "、".join(pilot.guarantors),
        "试点期限": wording.whole_span(pilot.period),
        "代码": pilot.code,
        "推荐单位": pilot.recommended_by,
        "结论": pilot.result,
        "有效期": valid,
    }


def _sentence(writer: Writer) -> str:
    """甲承担的“乙”试点、丙承担的“丁”试点和…; of many the first and how many there are."""
    pilots = writer.request.pilots
    if not pilots:
        return writer.words("试点")
    if not writer.many:
        and_ = writer.words("和")
        named = [_named(writer, pilot) for pilot in pilots]
        return named[0] if len(named) == 1 else f"{'、'.join(named[:-1])}{and_}{named[-1]}"
    annex = enclosures_of(writer)
    place = "附件1" if len(annex) > 1 else "附件"
    return _named(writer, pilots[0]) + writer.words(f"等{len(pilots)}个试点（名单见{place}）")


def _named(writer: Writer, pilot: PilotFacts) -> str:
    """甲单位承担的“乙”试点; to the unit itself 你单位承担的."""
    name = f"“{pilot.name}”" + ("" if pilot.name.endswith(("试点", "試點")) else writer.words("试点"))
    if to_the_unit(writer.request, pilot):
        return f"{writer.words('你单位承担的')}{name}"
    return f"{pilot.unit}{writer.words('承担的')}{name}" if pilot.unit else name


def to_the_unit(request: PaperRequest, pilot: PilotFacts) -> bool:
    """Whether the paper is addressed to the pilot's unit and to nobody else."""
    return [fold(name) for name in request.addressees if name.strip()] == [fold(pilot.unit)]


def _facts(writer: Writer) -> dict[str, object]:
    """Each need's value in words, by its label."""
    told = ((need, writer.facts.get(need.id)) for need in writer.paper.needs)
    return {need.label: shown(need, value, writer) for need, value in told if value is not None}


def _is_list(need: Need) -> bool:
    return isinstance(need.kind, Rows) or (isinstance(need.kind, Words) and need.kind.lines)


def shown(need: Need, value: Any, writer: Writer) -> object:
    """A typed value as the letter says it."""
    kind = need.kind
    if isinstance(kind, Rows):
        return [
            {"序号": number, **{c.label: _cell(c, row[c.id], writer) if c.id in row else "" for c in kind.columns}}
            for number, row in enumerate(value, start=1)
        ]
    if isinstance(kind, Words) and kind.lines:
        return value.split("\n")
    if isinstance(kind, Day):
        assert isinstance(value, date)
        return wording.day(value)
    if isinstance(kind, Span):
        return wording.span(*value)
    if isinstance(kind, Article):
        return writer.words(wording.cited([value], full=value.statute is not RULES))
    if isinstance(kind, Count):
        return int(value)
    return str(value) if isinstance(kind, Words) else writer.words(str(value))


def _cell(column: Need, value: Any, writer: Writer) -> object:
    """A value in a row; the stop at its end is the template's, which may add a ground before it."""
    said = shown(column, value, writer)
    return said.rstrip("。；;") if isinstance(said, str) else said
