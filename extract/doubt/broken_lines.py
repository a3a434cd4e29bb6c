"""Values of a scan that are put together of words which may not belong together, or that break off.

Where characters were passed over, the words before and behind them stand a character's room apart. What a seal on the
paper's edge or a stamp says is joined into the text beside whose lines it stands. Whoever ends one sentence of a text with
a full stop ends the last one, too: a text that does not has lost its end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.document import ReadText
from extract.doubt.traced import in_reading_order
from forms.record import Answer
from forms.script import simplified

PROSE = 40
"""So long is what may have words joined in without anybody's seeing it."""
LEAST_LINE = 8
"""So many characters at least has a line of such a text that shows where its lines begin and end."""
ENDS = tuple("。！？；…：.!?;:”’』」）)")
"""With these whoever writes a text ends it, or a line that a list follows."""
_SENTENCE_END = re.compile("[。！？]")
_GAP = re.compile(r"(?<=([\u3400-\u9fff]{2}))[ \u3000]{2,}(?=([\u3400-\u9fff]{2}))")


def holds_gap(answer: Answer) -> bool:
    """Whether a gap that is as wide as a character parts words of the value which it holds together."""
    values = answer.value if isinstance(answer.value, list) else [answer.value]
    said = [simplified(_bare(value)) for value in values if isinstance(value, str)]
    return any(simplified(gap[1] + gap[2]) in value for gap in _GAP.finditer(answer.raw) for value in said)


def breaks_off(answer: Answer) -> bool:
    """Whether a text of several sentences has no end."""
    said = answer.value.rstrip() if isinstance(answer.value, str) else ""
    return _SENTENCE_END.search(said) is not None and not said.endswith(ENDS)


def holds_words_beside(answer: Answer, read: Sequence[ReadText]) -> bool:
    """Whether a prose value holds words that stand left or right of all its lines; ``read`` are its page's."""
    said = _bare(answer.raw)
    if len(said) < PROSE:
        return False
    within = [line for line in read if line.text and line.text in said]
    lines = in_reading_order(line for line in within if len(line.text) >= LEAST_LINE)
    if not lines:
        return False
    whole = "".join(line.text for line in lines)
    left, right = min(line.box.x0 for line in lines), max(line.box.x1 for line in lines)
    top, bottom = lines[0].box.y0, lines[-1].box.y1
    beside = [one for one in within if one.box.x0 >= right or one.box.x1 <= left]
    return any(
        top <= one.box.centre[1] <= bottom and said.count(one.text) > whole.count(one.text)
        for one in beside
        if len(one.text) > 1
    )


def _bare(text: str) -> str:
    return "".join(text.split())
