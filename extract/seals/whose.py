"""Whose seal it is: its rim held against the names that matter for a block."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from extract.seals.cut_name import is_own, is_whole
from extract.seals.fitting import Fit, fit_of
from extract.seals.likely import seems
from extract.seals.misread import in_order, may_be
from extract.seals.said import HAN, PUBLIC, han_of, is_public, says_for_what
from extract.seals.verdict import Verdict
from forms.script import fold, simplified, traditional
from forms.units import known_names, same_unit

if TYPE_CHECKING:
    from extract.seals.look import Words
    from extract.seals.rim import Rim

FITS, FITS_EACH = 2.0, 0.22
"""A name that fits worse than the best reading by no more (the second for each character) is shown as what stands there."""
LEAST_DIFFERENT, LEAST_DIFFERENT_COPIED = 2, 3
"""A rim that differs in so many characters from a unit's name is not its own; more on a copy, where print lies over it."""
CONTAINED = 0.6
"""A reading of which so much stands in a unit's name may be what is left of it."""
CLEAR_SCORE, CLEAR_WEAKEST = 0.93, 0.5
"""How surely a rim must be read, on the whole and in its least sure character, to be called another's."""
RESEMBLING = 0.4
"""A name of which no reading has this share of its characters does not stand there."""
_LOST = 2
"""A rim that differs from a unit's name by so many characters at one end may be the name with that end lost."""
_LEAST_GONE_ON = 2
_MOSTLY = 0.8


def judged(words: Words, own: Iterable[str], others: Iterable[str]) -> Verdict:
    """Whether the seal with ``words`` is that of ``own`` (a unit's name, and names it is as good as).

    ``others`` are the other units on the form: one that fits as well leaves the question open, one that fits alone
    settles it.
    """
    asked = tuple(own), tuple(others)
    if asked not in words.told:
        words.told[asked] = _judged(words, *asked)
    return words.told[asked]


def _judged(words: Words, own: Iterable[str], others: Iterable[str]) -> Verdict:
    mine = [name for name in own if name]
    theirs = [name for name in others if name and not any(same_unit(name, unit) for unit in mine)]
    if not words.rims:
        return Verdict(None)
    center, plain = _center(words)
    read = max(words.rims, key=lambda rim: rim.score)
    known = _standing(words.rims, [former for name in mine for former in known_names(name)])
    other = _standing(words.rims, [name for name in theirs if _resembles(words.rims, name)])
    matches = _matches(words, mine, known, other) if mine else None
    begun = _begun(words, mine, theirs) if other is None else False
    matches = _of_cut(words, known[0] if known else None, mine, matches, begun)
    if plain is not True and (matches or begun is None):
        matches = plain
    likely = matches is None and other is None and (_likely(words, mine, theirs, plain) or _likely_begun(words, begun))
    name, fit = known or other or (None, None)
    text = _as_read(words.rims, name) if name else _best_name(words.rims, [*mine, *theirs]) or _shown(read)
    return Verdict(matches, text or None, center, round(max(read.score, fit.score if fit else 0.0), 3), likely)


def of_doubted(words: Words, doubted: Iterable[str], others: Iterable[str]) -> Verdict:
    """Whether the seal is that of the unit whose name on the form, ``doubted``, may be misread.

    Then the form's other names and what stands surely round the seal say what it may be.
    """
    mine, theirs = list(doubted), list(others)
    read = [*theirs, *(rim.text for rim in words.rims if is_clear(rim))]
    meant = [name for name in read if any(may_be(one, name) for one in mine)]
    return judged(words, dict.fromkeys([*mine, *meant]), theirs)


def _standing(rims: tuple[Rim, ...], names: Iterable[str]) -> tuple[str, Fit] | None:
    """The name that stands round the seal, and how it fits; ``None`` where none of ``names`` does."""
    fits = ((name, fit_of(rims, _bare(name))) for name in dict.fromkeys(names))
    standing = [(name, fit) for name, fit in fits if fit is not None and fit.stands]
    return max(standing, key=lambda one: one[1].score, default=None)


def _matches(
    words: Words, mine: list[str], known: tuple[str, Fit] | None, other: tuple[str, Fit] | None
) -> bool | None:
    rims = words.rims
    clear = [rim for rim in rims if is_clear(rim)]
    if known is not None or any(same_unit(rim.text, name) for rim in clear for name in mine):
        return None if other is not None else True
    fits = [fit_of(rims, _bare(former)) for name in mine for former in known_names(name)]
    if any(fit is not None for fit in fits):
        different = min(fit.differences for fit in fits if fit is not None)
        least = LEAST_DIFFERENT if words.red else LEAST_DIFFERENT_COPIED
        if different < least or any(_goes_round(rim.text, name) for rim in rims for name in mine):
            return None
        return False if other is not None or (_clear_enough(words, clear) and not _stands_last(rims, mine)) else None
    left = any(_part_of(rim.text, name) for rim in rims for name in mine) or _stands_last(rims, mine)
    return False if not left and (other is not None or _clear_enough(words, clear)) else None


def _begun(words: Words, mine: list[str], theirs: list[str]) -> bool | None:
    """What the beginning of a name on a seal that the paper's edge cuts says: see :func:`is_own`."""
    if words.cut is None:
        return False
    return is_own(words.rims, words.cut, [_bare(one) for name in mine for one in known_names(name)], map(_bare, theirs))


def _of_cut(words: Words, known: str | None, mine: list[str], matches: bool | None, begun: bool | None) -> bool | None:
    """``matches`` as the edge of the paper lets it stand, which may hide the end of a name, or a department's behind it.

    ``known`` is the name that stands round the seal.
    """
    if words.cut is None or begun:
        return begun or matches
    if matches:
        return True if known is not None and is_whole(words.rims, words.cut, _bare(known)) else None
    names = [known] if known is not None else [former for name in mine for former in known_names(name)]
    left = any(_ends_of(fold(rim.text), fold(_bare(name))) for rim in words.rims for name in names)
    return None if matches is False and (begun is None or left) else matches


def _ends_of(text: str, name: str) -> bool:
    """Whether ``text`` is the end of ``name`` and its beginning, or one of these: what lies between is hidden."""
    return any(name.endswith(text[:at]) and name.startswith(text[at:]) for at in range(len(text) + 1)) and bool(text)


def _likely_begun(words: Words, begun: bool | None) -> bool:
    return begun is None and _may_be_plain(words.center)


def _likely(words: Words, mine: list[str], theirs: list[str], plain: bool | None) -> bool:
    """Whether the rim seems to bear one of ``mine``, of which more is seen than of any of ``theirs``; no more on a copy."""
    sure = plain or _may_be_plain(words.center)
    if not words.red or not (sure or _is_short(words.center)):
        return False
    fits = [(fit_of(words.rims, _bare(former)), _bare(former)) for name in mine for former in known_names(name)]
    bearing = (fit for fit, name in fits if fit is not None and (fit.stands or (sure and seems(fit, name))))
    seen = max((fit.seen for fit in bearing), default=0)
    rivals = [fit_of(words.rims, _bare(name)) for name in theirs if seen and _resembles(words.rims, name)]
    return seen > max((fit.seen for fit in rivals if fit is not None), default=0)


def _is_short(line: Rim | None) -> bool:
    """Whether what is read in the middle has less than the three characters of 专用章: a name seal's end, a pen's strokes."""
    return line is not None and bool(line.text) and len(han_of(line)) <= len(PUBLIC)


def _may_be_plain(line: Rim | None) -> bool:
    """Whether the line in the middle is none but 公章, of which a character may be lost."""
    return line is None or (bool(read := set(han_of(line))) and read <= set(PUBLIC))


def _clear_enough(words: Words, clear: list[Rim]) -> bool:
    """Whether a rim was read so well that it is surely another's; on a copy two readings must say the same."""
    return bool(clear) if words.red else len(clear) > len({rim.text for rim in clear})


def _resembles(rims: tuple[Rim, ...], name: str) -> bool:
    """Whether a reading has enough of a name's characters that it is worth while to trace it."""
    wanted = set(fold(name))
    return any(len(wanted & set(fold(rim.text))) >= RESEMBLING * len(wanted) for rim in rims)


def allowed(size: int) -> float:
    """By how much a name of so many characters may fit worse than the best reading."""
    return FITS + FITS_EACH * size


def spellings(name: str) -> set[str]:
    """``name`` as a seal may have it: without spaces, in either script."""
    bare = _bare(name)
    return {bare, simplified(bare), traditional(bare)}


def _bare(name: str) -> str:
    return re.sub(r"\s", "", name).replace("(", "（").replace(")", "）")


def _as_read(rims: tuple[Rim, ...], name: str) -> str:
    """``name`` in the script that fits the readings best."""
    return min(sorted(spellings(name)), key=lambda spelled: min(rim.shortfall(spelled) for rim in rims))


def is_clear(rim: Rim) -> bool:
    """Whether a reading is sure on the whole and in its least sure character."""
    return rim.score >= CLEAR_SCORE and min(rim.scores, default=0.0) >= CLEAR_WEAKEST and len(HAN.findall(rim.text)) > 3


def _part_of(text: str, name: str) -> bool:
    """Whether ``text`` may be what is left of ``name``: an end lost under another seal, or too faint, or misread."""
    text, name = fold(text), fold(name)
    shared = sum(block.size for block in SequenceMatcher(None, text, name, autojunk=False).get_matching_blocks())
    if len(text) <= len(name) and shared >= CONTAINED * len(text):
        return True
    same = max(_common_start(text, name), _common_start(text[::-1], name[::-1]))
    return len(text) <= len(name) and same >= len(text) - _LOST


def _stands_last(rims: tuple[Rim, ...], names: list[str]) -> bool:
    """Whether a reading ends with one of ``names`` behind a few other characters: those of a seal that lies over it."""
    return any(_ends_with(fold(rim.text), fold(name)) for rim in rims for name in names)


def _ends_with(text: str, name: str) -> bool:
    begun = text.rfind(name[:_LEAST_GONE_ON])
    if not 0 < begun <= _LOST:
        return False
    blocks = SequenceMatcher(None, text[begun:], name, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) >= _MOSTLY * len(name) and text[-1] == name[-1]


def _goes_round(text: str, name: str) -> bool:
    """Whether ``name`` begins at the end of ``text`` and goes on at its beginning, also where some of it was not read: the
    rim was opened in its middle."""
    text, name = fold(text), fold(name)
    begun = max((size for size in range(2, len(name) - 1) if text.endswith(name[:size])), default=0)
    if not begun:
        return False
    gone_on, turned = _common_start(text, name[begun:]), text[-begun:] + text[:-begun]
    unread = len(turned) >= CONTAINED * len(name) and in_order(turned, name)
    return unread or (gone_on >= _LEAST_GONE_ON and begun + gone_on >= CONTAINED * len(name))


def _common_start(one: str, other: str) -> int:
    """How many characters both begin with."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _best_name(rims: tuple[Rim, ...], names: list[str]) -> str | None:
    """The name among ``names`` that fits what was read, as the seal has it."""
    fitting = [(rim.shortfall(s), s) for name in names for s in spellings(name) for rim in rims]
    best = min(fitting, default=None)
    return best[1] if best is not None and best[0] <= allowed(len(best[1])) else None


def _shown(rim: Rim) -> str:
    return rim.text if rim.score >= 0.5 else ""


def _center(words: Words) -> tuple[str | None, bool | None]:
    """The line in the middle; and whether it leaves the seal a unit's own: ``False`` for 专用章, ``None`` if unread."""
    line = words.center
    if line is None:
        return None, True
    if is_public(line):
        return PUBLIC, True
    return (han_of(line) or None), False if says_for_what(line) else None
