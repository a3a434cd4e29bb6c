"""What stands in one opinion block: the opinion itself, the unit's name, the date, and what is only printed there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from extract.document import Paragraph
from extract.words.hints import Hints, close_up
from extract.words.labels import SIGN_WORDS
from extract.words.misread_prompts import with_prompt
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
_BLANK_DATE = late(r"(?:年\s+月\s*[日号號]|年\s*月\s+[日号號])\s*$")
_SIGN = r"(?:[签簽籤]\s*[字名章]|[盖蓋]\s*章|公\s*章|章)"
_ROLE = (
    r"(?:(?:本|各|我)?(?:单位|單位|部门|部門|组长|組長|机关|機關)?\s*(?:主要|分管|法定)?\s*"
    r"(?:负责人|負責人|领导|領導|代表人|代表|经办人|經辦人|联系人|聯繫人|组长|組長|审核人|審核人|批准人|(?:[签簽]字|[签簽]名|[签簽]章|[签簽]署|[签簽]发|[签簽]發|审批|審批|经手|經手|填表|填报|填報)人|(?:单位|單位)(?:名称|名稱|全称|全稱)?|名称|名稱)?)"
)
PROMPT = late(
    rf"(?P<role>{_ROLE})\s*"
    rf"(?:[（(]\s*(?:[加并並及和、/\s]*{_SIGN})+\s*[）)]\s*[:：]?|(?:[加并並及和、/\s]*{_SIGN})+\s*(?:[:：]|$)|(?<=[人导導表])\s*[:：])"
)
_OPINION_LABEL = late(
    r"^\s*(?:(?:单位|單位|部门|部門)?(?:签署|簽署|审核|審核|审查|審查|推荐|推薦|审批|審批)?\s*意\s*[见見])\s*[:：]\s*"
)
_UNIT_LABEL = late(
    r"^\s*(?:单\s*位|單\s*位|单位名称|單位名稱|单位全称|單位全稱|名\s*称|名\s*稱)\s*[:：]\s*(?P<name>.*)$"
)
_SAYS_WHAT = late(
    r"(?:单位|單位|部门|部門)?(?:签署|簽署|审核|審核|审查|審查|推荐|推薦|审批|審批)?意[见見]|(?:[签簽]署|[签簽][字名章]|[盖蓋]章|填[写寫])?(?:日期|[时時][间間])"
    r"|(?:单位|單位)(?:名称|名稱|全称|全稱)"
)
"""What says what is to be written beside or below it, and is never what was written."""
_BLANK_WORDS = late("年?月日|年月?|签署(?:审核|审查|推荐)?意见(?:并?签[字名])?(?:并?加?盖公?章)?")
_ORGAN_TAIL = late(
    r"(?:政府|局|委员会|委員會|委|办公室|辦公室|办|辦|厅|廳|部|院|所|站|队|隊|处|處|科|中心|公司|集团|集團|协会|協會|学会|學會"
    r"|商会|商會|联合会|聯合會|基金会|基金會|社|校|学校|學校|[大中小][学學]|银行|銀行|基地|景区|景區|馆|館|厂|廠|会|會|园|園|场|場|街道|镇|鎮|乡|鄉|会议|會議)$"
)
_NOT_A_NAME = late(r"[。；;！!？?，,]|同意|经审|經審|符合|推荐$|推薦$|意见|意見|我[单局委办中公]")
_GAP = late(r"[ \u3000]{2,}")
LONGEST_NAME = 40
_SHORTEST_UNIT = 5
"""Names of persons that end like those of units are shorter (王建社)."""
_OPENS, _CLOSES = late(r"\s*[（(][^（）()]*$"), late(r"^[^（）()]*[）)]\s*$")
_HINT_LINES = 3
"""Over so many lines a hint is printed."""
_NAMES = late(r"\s*[\u3400-\u9fff]{2,4}(?:[\s、，,;；]+[\u3400-\u9fff]{2,4})*\s*")
_NUMBERS_ALONE = late(r"(?:[（(]?[0-9０-９一二三四五六七八九十]{1,2}[）)、.．:：]?|[①-⑳]|[\s_＿])+")
VERDICT = late("同意|通过|合格|属实|符合|无异")
"""What an opinion says."""
NAME_GOES_ON = late(
    "(?:有限|责任|責任|股份|分公司|公司|集团|集團|委员会|委員會|办公室|辦公室|管理办|管理辦|分局|[\u4e00-\u9fff]{1,2}$)"
)
"""What begins no unit's name, so that it ends the one that the line before had no room for."""


_PROMPTS_BEHIND = late(
    rf"(?:\s*(?:星期|周|週)[一二三四五六日天]|\s*[（(]\s*{_ROLE}(?:[加并並及和、/\s]*{_SIGN})+\s*[）)])+\s*$"
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
    signs_with_words: bool = False
    """Whether the block prints a prompt for a signature or a seal."""

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
    return any(_DATE_AT_END.match(close_up(line)) for line in text.split("\n"))


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
    if match is None and blank and _ends_a_name(rest[: blank.start()], known):
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
    found.signs_with_words |= len(pieces) > 1
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


def split_prompts(text: str) -> Iterator[tuple[str, str]]:
    """The text before the first prompt (with an empty prompt), then each prompt with the text behind it."""
    start, prompt = 0, ""
    for match in PROMPT.finditer(text):
        if not match.group().strip():
            continue
        yield prompt, text[start : match.start()]
        start, prompt = match.end(), match.group()
    yield prompt, text[start:]


def asks_alone(text: str) -> bool:
    """Whether ``text`` says nothing but what is to be written, signed or sealed beside it (意见, 日期, 负责人签字)."""
    words = re.sub(r"[\s：:]", "", text)
    if "\n" in text.strip() or not words:
        return False
    return _SAYS_WHAT.fullmatch(words) is not None or PROMPT.fullmatch(words) is not None


def is_printed(text: str) -> bool:
    """Whether a line of a scan is nothing but what a blank prints in a block: prompts, a hint, 年 月 日 for a date."""
    bare = re.sub(r"[\s：:＿_]", "", text)
    if _BLANK_WORDS.fullmatch(fold(bare)):
        return True
    pieces = list(split_prompts(with_prompt(text.strip())))
    said = [re.sub(r"[\s：:＿_]", "", words) for _, words in pieces]
    return bool(bare) and all(not words or _SAYS_WHAT.fullmatch(words) or words == "年月日" for words in said)


def speaks_for_itself(text: str) -> bool:
    """Whether ``text`` is an opinion, or says itself what it is, and needs no words of another cell before it."""
    return re.search("[:：]", text) is not None or _NOT_A_NAME.search(text) is not None


def asks(text: str) -> bool:
    """Whether ``text`` begins with a prompt for a signature or a seal."""
    return bool(SIGN_WORDS.search(text)) and not next(split_prompts(text.strip()))[1].strip()


def _asks_for_seal(prompt: str) -> bool:
    return "章" in prompt


def _keep_words(text: str, at: Evidence, known: frozenset[str], found: OpinionText, *, named_by_seal: bool) -> None:
    """Words that stand before any prompt: the unit's name, or the opinion."""
    words = _OPINION_LABEL.sub("", text).strip()
    if not words or _SAYS_WHAT.fullmatch(re.sub(r"[\s：:]", "", words)):
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
    if len(apart) == 2 and (fold(apart[1]) in known or surely_unit(apart[1])):
        found.names.append((prompt.strip(), apart[0]))
        found.named.append((apart[1], at))
    elif fold(text) in known or ("章" in prompt and is_name(text)) or surely_unit(text):
        found.named.append((text, at))
    elif len(text) <= LONGEST_NAME and not _NOT_A_NAME.search(text):
        found.names.append((prompt.strip(), text))
    else:
        found.add(text, at)


def ends_as_unit(text: str) -> bool:
    """Whether ``text`` ends with a word that units' names end with."""
    return _ORGAN_TAIL.search(text) is not None


def is_name(text: str) -> bool:
    """Whether ``text`` looks like the name of a unit and like nothing else."""
    words = text.strip()
    if not 3 <= len(words) <= LONGEST_NAME or _NOT_A_NAME.search(words):
        return False
    return bool(_ORGAN_TAIL.search(re.sub(r"[（(][^（）()]*[）)]$", "", words)))


def surely_unit(text: str) -> bool:
    """Whether ``text`` is the name of a unit, and too long for a person's."""
    return len(text.strip()) >= _SHORTEST_UNIT and is_name(text)
