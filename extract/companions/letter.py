"""What the frame of an official letter says: number, letterhead, addressees, signing units, date, copies."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extract.companions.answers import SEVERAL, UNCLEAR, Found, doubted
from extract.companions.lines import Line
from extract.companions.sheet import Sheet
from extract.companions.units import GAP, is_acting_note, is_unit, sure_units, unit_names
from extract.locate.located import DATE_LINE
from forms.evidence import Evidence
from forms.record import Answer

_NUMBER = re.compile(
    r"[〔﹝\[［(（【]\s*[12XxＸ×\s]*\d{0,4}\s*年?\s*[〕﹝﹞\]］)）】]\s*第?\s*[\dXx×\s]*\s*[号號]|[12]\d{3}\s*年\s*第\s*\d+\s*[号號]"
)
_URGENT = re.compile(r"^(?:特急|加急|平急|急件|秘密|机密|绝密|機密|內部|内部)|^\d{6}$|签发人|簽發人")
_ANNEX_PAGE = re.compile(r"^附\s*件\s*[\d一二三四五六七八九十]*\s*[:：]?$|^附\s*[:：]?$")
_ANNEX_NAMED = re.compile(r"^附\s*件\s*[\d一二三四五六七八九十]+\s*[:：]?\s*\S")
_COPIES_TO = re.compile(r"^抄\s*[送报報]\s*[:：]")
_ISSUED = re.compile(r"[印發发]\s*[发發]\s*$")
_COPIES = re.compile(r"一式\s*([\d一二三四五六七八九十两兩]{1,3})\s*[份套]")
_DATED = re.compile(r"^(?P<unit>\S.*?)\s*(?P<date>(?:\d{4}|二[〇○零OＯ]\S{2})\s*年\s*\S{1,3}\s*月\s*\S{1,3}\s*日)$")
_CODE_OF_ORGAN = re.compile(r"(?:局|厅|廳|委员会|委員會|政府|办公室|辦公室|文件)\S{2}")
_NO_ADDRESS = re.compile(r"\d|以下|如下|下列|现将|根据|按照|^经|^为\S{2,20}，")
"""What a sentence says that ends with a colon, and no list of addressees."""
_MOST_SIGNERS = 12


@dataclass(frozen=True)
class Closing:
    """Where a letter ends: its dates and the lines right above the first of them that name units."""

    dates: tuple[Found, ...] = ()
    signers: tuple[Found, ...] = ()
    clear: bool = True


def letter_fields(sheet: Sheet) -> dict[str, Answer]:
    """The answers of the slots that every letter has."""
    letter = letter_lines(sheet)
    closing = closing_of(letter)
    return {
        "number": _number(sheet),
        "letterhead": sure_units(sheet.read("letterhead", _letterhead(sheet))),
        "issuers": issuers(sheet, closing, "issuers"),
        "dated": sheet.read("dated", list(closing.dates)),
        "addressees": sure_units(sheet.read("addressees", _addressees(sheet))),
        "copies_to": sure_units(sheet.read("copies_to", _copies_to(sheet))),
        **({"copies": _copies(sheet, letter)} if sheet.field("copies") else {}),
    }


def letter_lines(sheet: Sheet) -> tuple[Line, ...]:
    """The lines below the title up to the first annex, which begins on a page of its own."""
    body = sheet.body
    signed = next((n for n, line in enumerate(body) if _dated(line) is not None), len(body))
    for n, line in enumerate(body):
        if _ANNEX_PAGE.match(line.text) or (n > signed and _ANNEX_NAMED.match(line.text)):
            if n > signed or not any(_dated(later) for later in body[n:]):
                return body[:n]
            break
    end = next((n for n, line in enumerate(body) if n > signed and _ANNEX_PAGE.match(line.text)), len(body))
    return body[:end]


def _dated(line: Line) -> tuple[str, str] | None:
    """What stands before the date of a line that ends with one, and the date; ``None`` for any other line."""
    if DATE_LINE.match(line.text):
        return "", line.text
    if (found := _DATED.match(line.text)) and unit_names(found["unit"]):
        return found["unit"], found["date"]
    return None


def closing_of(lines: tuple[Line, ...]) -> Closing:
    """The dates that stand on lines of their own, and who signs above them."""
    dated = [(n, before, date) for n, line in enumerate(lines) if (found := _dated(line)) for before, date in [found]]
    if not dated:
        return Closing(signers=_last_unit(lines), clear=False)
    dates = tuple(Found(date, lines[n].at) for n, _, date in dated)
    place, before, _ = dated[0]
    if before:
        return Closing(dates, (Found(before, lines[place].at),))
    signers, clear = _signers(lines[:place])
    if not signers and place + 1 < len(lines) and unit_names(lines[place + 1].text):
        return Closing(dates, (Found(lines[place + 1].text, lines[place + 1].at),), False)
    return Closing(dates, signers, clear)


def _signers(lines: tuple[Line, ...]) -> tuple[tuple[Found, ...], bool]:
    """The last lines as far as they name units, and whether it is clear that they sign."""
    found: list[Found] = []
    for line in reversed(lines[-_MOST_SIGNERS:]):
        if is_acting_note(line.text):
            continue
        if not unit_names(line.text):
            cut = bool(found) and len(found[0].raw.strip()) < 8 and _may_be_cut(line.text)
            if cut or (not found and _short(line.text)):
                found.insert(0, Found(line.text, line.at))
                return tuple(found), False
            break
        found.insert(0, Found(line.text, line.at))
    return tuple(found), True


def _short(text: str) -> bool:
    return 2 <= len(text.strip()) <= 20 and re.search(r"[。，；：:、！？]", text) is None


def _may_be_cut(text: str) -> bool:
    return len(text.strip()) <= 45 and re.search(r"[。，；：:！？]", text) is None


def _last_unit(lines: tuple[Line, ...]) -> tuple[Found, ...]:
    """The unit that the last line of an undated paper names."""
    return (Found(lines[-1].text, lines[-1].at),) if lines and unit_names(lines[-1].text) else ()


def issuers(sheet: Sheet, closing: Closing, slot: str) -> Answer:
    """Who signs. Several lines are in doubt unless the letterhead names those very units."""
    names = [name for found in closing.signers for name in unit_names(found.raw) or (found.raw,)]
    if not names:
        return sheet.read(slot, [])
    heads = "".join(re.sub(r"\s", "", line.text) for line in sheet.head)
    known = all(re.sub(r"\s", "", name) in heads for name in names)
    doubts = () if closing.clear and (len(closing.signers) == 1 or known) else (UNCLEAR,)
    at = closing.signers[0].at
    raw = "\n".join(found.raw for found in closing.signers)
    read = sheet.read(slot, [Found("\n".join(names), at, doubts)])
    return _with_raw(sure_units(read), raw)


def _with_raw(one: Answer, raw: str) -> Answer:
    return replace(one, raw=raw)


# -- above the text ------------------------------------------------------------------------------------------------


def _before_text(sheet: Sheet) -> list[Line]:
    """The lines beside the title: those above it, and those below it up to the addressees."""
    return [*sheet.head, *sheet.body[: _address_place(sheet)[0]][:2]]


def _number(sheet: Sheet) -> Answer:
    places: list[Found] = []
    for line in _before_text(sheet):
        for piece in GAP.split(line.text):
            if _NUMBER.search(piece):
                raw = piece.strip(" （()）") if _wrapped(piece) else piece.strip()
                places.append(Found(raw, line.at, (UNCLEAR,) if _CODE_OF_ORGAN.search(raw) else ()))
    read = sheet.read("number", places)
    return doubted(read, SEVERAL) if len(places) > 1 and len({p.raw for p in places}) > 1 else read


def _wrapped(piece: str) -> bool:
    """（鄂质监〔2016〕5号） stands in brackets as a whole."""
    return piece.strip()[:1] in "（(" and piece.strip()[-1:] in "）)"


def _letterhead(sheet: Sheet) -> list[Found]:
    """The units named above the title, as one list."""
    names: list[str] = []
    at: Evidence | None = None
    for line in sheet.head:
        if _URGENT.search(line.text) or line.text.startswith("附件"):
            continue
        for piece in GAP.split(line.text):
            bare = re.sub(r"(?<=\S\S)\s*文\s*件$", "", piece.strip())
            if not _NUMBER.search(piece) and is_unit(re.sub(r"\s", "", bare)):
                names.append(bare)
                at = at or line.at
    return [Found("\n".join(names), at)] if names else []


def _address_place(sheet: Sheet) -> tuple[int, int]:
    """The numbers of the body's first and next-after-last line of addressees; equal where it names none."""
    for first, line in enumerate(sheet.body[:3]):
        if _NUMBER.search(line.text) and len(line.text) < 40:
            continue
        text = ""
        for last, part in enumerate(sheet.body[first : first + 5], start=first):
            text += part.text
            if "。" in part.text or re.search(r"[:：].", part.text.strip()) or DATE_LINE.match(part.text):
                break
            if part.text.endswith(("：", ":")):
                numbered = re.match(r"[一二三四五六七八九十\d]+[、.．]|[（(]", text) or _NO_ADDRESS.search(line.plain)
                return (first, first) if numbered or len(text) > 400 else (first, last + 1)
        return first, first
    return 0, 0


def _addressees(sheet: Sheet) -> list[Found]:
    first, stop = _address_place(sheet)
    if first == stop:
        return []
    lines = sheet.body[first:stop]
    return [Found("".join(line.text for line in lines).rstrip("：: "), lines[0].at)]


# -- below the text ------------------------------------------------------------------------------------------------


def _copies_to(sheet: Sheet) -> list[Found]:
    found: list[Found] = []
    for n, line in enumerate(sheet.body):
        if not _COPIES_TO.match(line.text):
            continue
        text = _COPIES_TO.sub("", line.text)
        for more in sheet.body[n + 1 : n + 5]:
            if text.endswith("。") or _ISSUED.search(more.text) or _ANNEX_PAGE.match(more.text) or ":" in more.text:
                break
            if text[-1:] not in "，,、；;":
                break
            text += more.text
        found.append(Found(text.strip().rstrip("。"), line.at))
    return found


def _copies(sheet: Sheet, letter: tuple[Line, ...]) -> Answer:
    """How many sets the letter says that it encloses (一式四份)."""
    places = [(match, line.at) for line in letter for match in _COPIES.finditer(line.text)]
    read = sheet.read("copies", [Found(f"{match[1]}份", at) for match, at in places])
    return _with_raw(read, places[0][0].group()) if places else read
