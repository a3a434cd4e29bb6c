"""What a block prints to say what is to be written, signed or sealed there: never what was written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.words.labels import SIGN_WORDS
from extract.words.misread_prompts import with_prompt
from forms.patterns import late
from forms.script import fold

SIGN = r"(?:[签簽籤]\s*[字名章]|[盖蓋]\s*章|公\s*章|章)"
ROLE = (
    r"(?:(?:本|各|我)?(?:单位|單位|部门|部門|组长|組長|机关|機關)?\s*(?:主要|分管|法定)?\s*"
    r"(?:负责人|負責人|领导|領導|代表人|代表|经办人|經辦人|联系人|聯繫人|组长|組長|审核人|審核人|批准人|(?:[签簽]字|[签簽]名|[签簽]章|[签簽]署|[签簽]发|[签簽]發|审批|審批|经手|經手|填表|填报|填報)人|(?:单位|單位)(?:名称|名稱|全称|全稱)?|名称|名稱)?)"
)
PROMPT = late(
    rf"(?P<role>{ROLE})\s*"
    rf"(?:[（(]\s*(?:[加并並及和、/\s]*{SIGN})+\s*[）)]\s*[:：]?|(?:[加并並及和、/\s]*{SIGN})+\s*(?:[:：]|$)|(?<=[人导導表])\s*[:：])"
)
SAYS_WHAT = late(
    r"(?:单位|單位|部门|部門)?(?:签署|簽署|审核|審核|审查|審查|推荐|推薦|审批|審批)?意[见見]|(?:[签簽]署|[签簽][字名章]|[盖蓋]章|填[写寫])?(?:日期|[时時][间間])"
    r"|(?:单位|單位)(?:名称|名稱|全称|全稱)"
)
"""What says what is to be written beside or below it, and is never what was written."""
_BLANK_WORDS = late("年?月日|年月?|签署(?:审核|审查|推荐)?意见(?:并?签[字名])?(?:并?加?盖公?章)?")


def split_prompts(text: str) -> Iterator[tuple[str, str]]:
    """The text before the first prompt (with an empty prompt), then each prompt with the text behind it."""
    start, prompt = 0, ""
    for match in PROMPT.finditer(text):
        if not match.group().strip() or _is_in_sentence(match):
            continue
        yield prompt, text[start : match.start()]
        start, prompt = match.end(), match.group()
    yield prompt, text[start:]


def _is_in_sentence(prompt: re.Match[str]) -> bool:
    """Whether a role before a colon goes on with a sentence (同意开展试点，单位负责人：张伟负责落实。)."""
    behind = prompt.string[prompt.end() :].partition("\n")[0].rstrip()
    before = prompt.string[: prompt.start()].rstrip(" ")
    return before.endswith(("，", ",")) and behind.endswith("。") and SIGN_WORDS.search(prompt.group()) is None


def asks_alone(text: str) -> bool:
    """Whether ``text`` says nothing but what is to be written, signed or sealed beside it (意见, 日期, 负责人签字)."""
    words = re.sub(r"[\s：:]", "", text)
    if "\n" in text.strip() or not words:
        return False
    return SAYS_WHAT.fullmatch(words) is not None or PROMPT.fullmatch(words) is not None


def is_printed(text: str) -> bool:
    """Whether a line of a scan is nothing but what a blank prints in a block: prompts, a hint, 年 月 日 for a date."""
    bare = re.sub(r"[\s：:＿_]", "", text)
    if _BLANK_WORDS.fullmatch(fold(bare)):
        return True
    pieces = list(split_prompts(with_prompt(text.strip())))
    said = [re.sub(r"[\s：:＿_]", "", words) for _, words in pieces]
    return bool(bare) and all(not words or SAYS_WHAT.fullmatch(words) or words == "年月日" for words in said)


def asks(text: str) -> bool:
    """Whether ``text`` begins with a prompt for a signature or a seal."""
    return bool(SIGN_WORDS.search(text)) and not next(split_prompts(text.strip()))[1].strip()
