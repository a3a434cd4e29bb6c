"""What stands in one opinion block: the opinion itself, the unit's name, the date, and what is only printed there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from extract.document import Paragraph
from extract.words.hints import Hints, close_up
from extract.words.misread_prompts import with_prompt
from extract.words.organ_names import LONGEST_NAME, NAME_GOES_ON, NOT_A_NAME, is_name, surely_unit
from extract.words.prompts import ROLE, SAYS_WHAT, SIGN, split_prompts
from forms.divisions import leading_place
from forms.evidence import Evidence
from forms.patterns import late
from forms.script import fold

_N = r"[0-9０-９一二三四五六七八九十〇○零ＯOo廿卅Xx×_＿\s]"
_YEAR, _POINT = r"(?:19|20|１９|２０)\d{2}", "[-./－．／]"
_DATE = (
    rf"(?:民\s*[国國]\s*)?{_N}{{0,12}}年{_N}{{0,8}}月{_N}{{0,8}}[日号號]?"
    rf"|{_YEAR}\s*{_POINT}\s*\d{{1,2}}\s*{_POINT}\s*\d{{1,2}}|{_YEAR}\d{{4}}"
    rf"|{_N}{{1,4}}月{_N}{{1,4}}[日号號]"
)
_DATE_LABEL = r"(?:(?:日\s*期|[时時]\s*[间間])\s*[:：]?\s*)?"
_DATE_AT_END = late(
    rf"(?P<before>^|.*?(?:[。．.；;，,：:）)\s]))(?P<label>{_DATE_LABEL})(?P<date>{_DATE})\s*$", re.DOTALL
)
_CN = "一二三四五六七八九"
_WHOLE_DATE = late(
    rf"(?:{_YEAR}\s*年\s*\d{{1,2}}\s*月\s*\d{{1,2}}\s*[日号號]"
    rf"|[一二][{_CN}〇○零ＯOo]{{3}}\s*年\s*[{_CN}十]{{1,3}}\s*月\s*[{_CN}十廿]{{1,3}}\s*[日号號])\s*$"
)
_MONTH_DAY = rf"(?:0?[1-9]|1[0-2])\s*{_POINT}\s*(?:0?[1-9]|[12]\d|3[01])"
_LED, _TIMED = (
    "[自从從于於]|公元|西元|['’‘]",
    "[起止]|[上下中]午|[晨早晚]|\\d{1,2}\\s*[时時点點](?:\\s*\\d{1,2}\\s*分?|整)?",
)
_DATE_ALONE = late(
    rf"\s*{_DATE_LABEL}(?P<date>(?:{_LED})?\s*(?:(?=\S*\d|\S*[{_CN}]){_DATE}|{_YEAR}\s*年\s*\d{{1,2}}\s*月(?:[上中下]旬|初|中|底|末)"
    rf"|{_YEAR}\s*年(?:底|初|末|[上下]半年|第?[一二三四1-4]季度)"
    rf"|[0-3]\d\s*{_POINT}\s*{_MONTH_DAY}|(?:0?[1-9]|[12]\d|3[01])\s*[/.．／]\s*(?:0?[1-9]|1[0-2])\s*[/.．／]\s*{_YEAR})"
    rf"\s*(?:{_TIMED}){{0,2}})\s*"
)
"""A whole line that gives a day as people also write it: 19.2.5, 2017年6月中旬, 自2022年4月18日起, 2016年9月9日9时."""
_BLANK_DATE = late(r"(?:年\s+月\s*[日号號]|年\s*月\s+[日号號])\s*$")
_OPINION_LABEL = late(
    r"^\s*(?:(?:单位|單位|部门|部門)?(?:签署|簽署|审核|審核|审查|審查|推荐|推薦|审批|審批)?\s*意\s*[见見])\s*[:：]\s*"
)
_UNIT_LABEL = late(
    r"^\s*(?:单\s*位|單\s*位|单位名称|單位名稱|单位全称|單位全稱|名\s*称|名\s*稱)\s*[:：]\s*(?P<name>.*)$"
)
_GAP = late(r"[ \u3000]{2,}")
_OPENS, _CLOSES = late(r"\s*[（(][^（）()]*$"), late(r"^[^（）()]*[）)]\s*$")
_HINT_LINES = 3
"""Over so many lines a hint is printed."""
_NAMES = late(r"\s*[\u3400-\u9fff]{2,4}(?:[\s、，,;；]+[\u3400-\u9fff]{2,4})*\s*")
_NUMBERS_ALONE = late(r"(?:[（(]?[0-9０-９一二三四五六七八九十]{1,2}[）)、.．:：]?|[①-⑳]|[\s_＿])+")
VERDICT = late("同意|通过|合格|属实|符合|无异")
"""What an opinion says."""
_PROMPTS_BEHIND = late(
    rf"(?:\s*[（(]?(?:星期|周|週)[一二三四五六日天][）)]?|\s*[（(]\s*{ROLE}(?:[加并並及和、/\s]*{SIGN})+\s*[）)])+\s*$"
)
_IN_STEAD = late(
    r"[（(][^（）()\n]{2,40}代(?:为|為)?(?:盖|蓋|加盖|加蓋|用)?[公印]?章[）)]"
    r"|^\s*(?:由)?[\u3400-\u9fff（）()·]{4,40}代(?:为|為)?(?:盖|蓋|加盖|加蓋|用)?[公印]?章\s*$"
)
"""（省质监局代章）: who seals in the unit's stead, which is neither its name nor its opinion."""


@dataclass
class OpinionText:
    """The parts of a block's text as written; several units or dates are all kept."""

    opinion: list[str] = field(default_factory=list)
    named: list[tuple[str, Evidence]] = field(default_factory=list)
    """Units' names, with where each stands."""
    places: list[Evidence] = field(default_factory=list)
    """Where the lines of the opinion stand."""
    dates: list[tuple[str, Evidence]] = field(default_factory=list)
    names: list[tuple[str, str]] = field(default_factory=list)
    """What is typed behind a signature prompt, with the prompt: a name, never a signature."""
    cut: tuple[str, Evidence] | None = None
    """What stands behind a prompt for a seal at the end of the line before: a name, or the beginning of one."""
    dated_above: bool = False
    """Whether a date stands in a line above the one that is read."""
    below_date: bool = False
    """Whether words of the opinion stand below a date, where an opinion has ended."""

    @property
    def units(self) -> list[str]:
        return [name for name, _ in self.named]

    def add(self, words: str, at: Evidence) -> None:
        """Take more of the opinion."""
        self.below_date |= self.dated_above and not at.is_scanned
        self.opinion.append(words)
        self.places.append(at)

    def take_units(self) -> None:
        """Take an opinion of nothing but units' names for these names."""
        if self.opinion and not self.named and all(surely_unit(line) for line in self.opinion):
            self.named = list(zip(self.opinion, self.places, strict=True))
            self.opinion, self.places = [], []

    def take_names(self) -> None:
        """Take lines of nothing but persons' names for typed names: nobody's opinion is asked for here.

        Numbers before which members sign (1. 2. 3.) say nothing.
        """
        typed = [line for line in self.opinion if _NAMES.fullmatch(line) and not VERDICT.search(line)]
        self.opinion = [line for line in self.opinion if line not in typed and not _NUMBERS_ALONE.fullmatch(line)]
        self.names += [("", line) for line in typed]


def read_opinion(paragraphs: Iterable[Paragraph], hints: Hints, known_units: frozenset[str]) -> OpinionText:
    """The parts of a block's text. ``known_units`` are folded names of units that the form names elsewhere."""
    found = OpinionText()
    lines = [(line, paragraph.at) for paragraph in paragraphs for line in paragraph.text.split("\n")]
    for line, at in _without_wrapped_hints(lines, hints):
        _read_line(line, at, hints, known_units, found)
    found.take_units()
    return found


def _without_wrapped_hints(lines: list[tuple[str, Evidence]], hints: Hints) -> Iterator[tuple[str, Evidence]]:
    """``lines`` without printed hints in brackets that go on in the next lines, as a picture of the page shows them."""
    number = 0
    while number < len(lines):
        gone = _wrapped_hint([line for line, _ in lines[number : number + _HINT_LINES]], hints)
        if not gone:
            yield lines[number]
        number += gone or 1


def _wrapped_hint(lines: list[str], hints: Hints) -> int:
    """How many of ``lines`` are one hint in brackets, from the first on; 0 where they are none."""
    if not _OPENS.match(lines[0]):
        return 0
    for count in range(2, len(lines) + 1):
        if _CLOSES.search(lines[count - 1]):
            return count if hints.is_hint("".join(line.strip() for line in lines[:count])) else 0
    return 0


def is_dated(text: str) -> bool:
    """Whether ``text`` ends with a date that stands apart, as what was signed does."""
    lines = [close_up(line) for line in text.split("\n")]
    return any(_DATE_AT_END.match(line) or _DATE_ALONE.fullmatch(line) for line in lines)


def gives_day(line: str) -> bool:
    """Whether ``line`` gives a day, be it as people also write it, and nothing else."""
    return _DATE_ALONE.fullmatch(close_up(line)) is not None


def _read_line(line: str, at: Evidence, hints: Hints, known: frozenset[str], found: OpinionText) -> None:
    rest = close_up(line)
    if at.is_scanned:
        rest = with_prompt(rest)
    cut, found.cut = found.cut, None
    found.dated_above = bool(found.dates)
    rest = _dated_last(_without_stead(rest, found))
    match, whole = _DATE_AT_END.match(rest), _WHOLE_DATE.search(rest)
    cut_off = match is not None and whole is not None and whole.start() < match.start("date")
    blank = _BLANK_DATE.search(rest)
    if match is None and (alone := _DATE_ALONE.fullmatch(rest)):
        found.dates.append((alone["date"].strip(), at))
        rest = ""
    elif match is None and blank and _ends_a_name(rest[: blank.start()], known):
        found.dates.append((blank.group().strip(), at))
        rest = rest[: blank.start()]
    elif match and not cut_off:
        found.dates.append((match["date"].strip(), at))
        rest = match["before"]
    elif whole and (cut_off or _ends_a_name(rest[: whole.start()], known)):
        found.dates.append((whole.group().strip(), at))
        rest = rest[: whole.start()]
    if not rest.strip():
        return
    pieces = list(split_prompts(rest))
    before = hints.strip(pieces[0][1])
    before = _joined_name(*cut, before, known, found) if cut else before
    _keep_words(before, at, known, found, named_by_seal=len(pieces) > 1 and _asks_for_seal(pieces[1][0]))
    for prompt, text in pieces[1:]:
        _keep_answer(prompt, hints.strip(text).strip(), at, known, found)
    prompt, last = pieces[-1][0], hints.strip(pieces[-1][1]).strip()
    if _asks_for_seal(prompt) and last and last in (*found.units[-1:], *(name for _, name in found.names[-1:])):
        found.cut = last, at


def _without_stead(line: str, found: OpinionText) -> str:
    """``line`` without a note of who seals in the unit's stead, which is kept beside the typed names."""
    for note in _IN_STEAD.finditer(line):
        found.names.append(("代章", note.group().strip()))
    return _IN_STEAD.sub(" ", line)


def _dated_last(line: str) -> str:
    """``line`` without the prompts in brackets (2016年4月12日（盖章）) and the day of the week behind its date."""
    bare = _PROMPTS_BEHIND.sub("", line)
    return bare if bare != line and (_DATE_AT_END.match(bare) or _BLANK_DATE.search(bare)) else line


def _joined_name(cut: str, at: Evidence, text: str, known: frozenset[str], found: OpinionText) -> str:
    """``text`` unless it is the rest of a unit's name that the line before begins, ``cut``, which is then whole."""
    whole = cut + text.strip()
    if not text.strip() or not is_name(whole):
        return text
    if found.units[-1:] == [cut]:
        if fold(whole) not in known and not NAME_GOES_ON.match(text.strip()):
            return text
        found.named.pop()
    else:
        found.names.pop()
    found.named.append((whole, at))
    return ""


def without_date(line: str) -> str:
    """``line`` without the date that it ends with."""
    if whole := _WHOLE_DATE.search(line):
        return line[: whole.start()]
    match = _DATE_AT_END.match(line)
    return match["before"] if match else line


def _ends_a_name(text: str, known: frozenset[str]) -> bool:
    """Whether ``text`` ends with a prompt or the name of a unit, so that a date right behind it stands apart."""
    last = [words for _, words in split_prompts(text)][-1].strip()
    return not last or fold(last) in known or is_name(last)


def speaks_for_itself(text: str) -> bool:
    """Whether ``text`` is an opinion, or says itself what it is, and needs no words of another cell before it."""
    return re.search("[:：]", text) is not None or NOT_A_NAME.search(text) is not None


def _asks_for_seal(prompt: str) -> bool:
    return "章" in prompt


def _keep_words(text: str, at: Evidence, known: frozenset[str], found: OpinionText, *, named_by_seal: bool) -> None:
    """Words that stand before any prompt: the unit's name, or the opinion."""
    words = _OPINION_LABEL.sub("", text).strip()
    if not words or SAYS_WHAT.fullmatch(re.sub(r"[\s：:]", "", words)):
        return
    if match := _UNIT_LABEL.match(words):
        if match["name"].strip():
            found.named.append((match["name"].strip(), at))
    elif fold(words) in known or (named_by_seal and is_name(words)) or (found.opinion and is_name(words)):
        found.named.append((words, at))
    else:
        said, unit = _unit_apart(words, known)
        found.named += [(unit, at)] if unit else []
        found.add(said, at)


def _unit_apart(words: str, known: frozenset[str]) -> tuple[str, str]:
    """An opinion and the unit's name that stands apart at its end, in one line; empty where there is none."""
    said, apart, last = words.rpartition(" " if " " in words else "\u3000")
    ends = said.rstrip().endswith(("。", "！", "；"))
    if apart and said.strip() and (fold(last) in known or (ends and surely_unit(last))):
        return said.rstrip(), last
    return words, ""


def _keep_answer(prompt: str, text: str, at: Evidence, known: frozenset[str], found: OpinionText) -> None:
    """Words behind a prompt: a unit's name behind 盖章, a typed name behind 签字, else more of the opinion.

    Behind 签字 a unit may be named for its seal, in the same line, be it behind a typed name.
    """
    if not text:
        return
    apart = _GAP.split(text)
    if at.is_scanned and "章" in prompt and len(apart) == 2 and _parted_name(apart[0], apart[1], known):
        found.named.append((text, at))
    elif len(apart) == 2 and (fold(apart[1]) in known or surely_unit(apart[1])):
        found.names.append((prompt.strip(), apart[0]))
        found.named.append((apart[1], at))
    elif fold(text) in known or ("章" in prompt and is_name(text)) or surely_unit(text):
        found.named.append((text, at))
    elif len(text) <= LONGEST_NAME and not NOT_A_NAME.search(text):
        found.names.append((prompt.strip(), text))
    else:
        found.add(text, at)


def _parted_name(begun: str, rest: str, known: frozenset[str]) -> bool:
    """Whether two pieces are one unit's name that a seal's ink parts: the first begins with a place, the other with none."""
    parted = leading_place(begun.strip()) and not leading_place(rest.strip()) and fold(rest) not in known
    return bool(parted) and surely_unit(begun + rest)
