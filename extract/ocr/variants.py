"""Characters that are one and the same in two scripts or widths: a reader that wavers between them is not in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from extract.vision.rasters import Matrix

    Indices = npt.NDArray[np.intp]

_STANDARD = str.maketrans(
    "塡戸呉淸靑値緖硏歩毎徳増暦歴単広総図実対応検験戦変経続県関圧団囲収鉄駅権観勧労営栄覚挙黒価児発廃済転伝読売両満帯帰気悪険倹"
    "恵専沢択訳釈従縦処渉焼乗浄譲摂銭繊荘捜挿蔵臓弾鋳庁聴逓縄悩脳拝抜払辺豊黙薬揺様覧猟涙霊齢郞尙晩愼塲凖効戯郷縁歓鶏渓継軽掲",
    "填戶吳清青值緒研步每德增曆歷單廣總圖實對應檢驗戰變經續縣關壓團圍收鐵驛權觀勸勞營榮覺舉黑價兒發廢濟轉傳讀賣兩滿帶歸氣惡險儉"
    "惠專澤擇譯釋從縱處涉燒乘淨讓攝錢纖莊搜插藏臟彈鑄廳聽遞繩惱腦拜拔拂邊豐默藥搖樣覽獵淚靈齡郎尚晚慎場準效戲鄉緣歡雞溪繼輕揭",
)
"""Old and Japanese forms, and those that Chinese forms have: fonts draw them alike, and nobody means the former."""
_SQUARE = str.maketrans("〔﹝〕﹞", "[[]]")
"""Square brackets: round the year of a document's number prints set any of them, and each means the same."""
_WIDE, _TO_NARROW = ("\uff01", "\uff5e"), 0xFEE0


class Variants:
    """Which of an alphabet's characters are variants of one another: 黃 and 黄, （ and (."""

    def __init__(self, characters: Sequence[str]) -> None:
        groups: dict[str, list[int]] = {}
        for index, plain in enumerate(_plain(characters)):
            groups.setdefault(plain, []).append(index)
        several = [group for text, group in groups.items() if text and len(group) > 1]
        self._shown = {index: self._meant(group, characters) for group in several for index in group}
        self._members = _indices([index for group in several for index in group])
        self._heads = _indices([group[0] for group in several])
        self._starts = _indices([0, *accumulate(len(group) for group in several[:-1])])

    @staticmethod
    def _meant(group: list[int], characters: Sequence[str]) -> list[int]:
        """Those of a group's characters that may be shown: no old form beside the one that it stands for."""
        return [index for index in group if ord(characters[index][:1] or " ") not in _STANDARD] or group

    def summed(self, chances: Matrix) -> Matrix:
        """``chances``, of some steps, with all of a group's put down to its first character."""
        import numpy as np

        if not len(self._heads):
            return chances
        together = chances.copy()
        sums = np.add.reduceat(chances[:, self._members], self._starts, axis=1)
        together[:, self._members] = 0.0
        together[:, self._heads] = sums
        return together

    def likeliest(self, index: int, chances: Matrix) -> int:
        """That of the variants of ``index`` which is most probable at any of the steps."""
        group = self._shown.get(index)
        return index if group is None else group[int(chances[:, group].max(axis=0).argmax())]


def _indices(given: Sequence[int]) -> Indices:
    import numpy as np

    return np.array(given, dtype=np.intp)


def _plain(characters: Sequence[str]) -> list[str]:
    """Each character at half width, in its standard form and simplified; square brackets of one shape."""
    from opencc import OpenCC

    narrow = [chr(ord(c) - _TO_NARROW) if len(c) == 1 and _WIDE[0] <= c <= _WIDE[1] else c for c in characters]
    return str(OpenCC("tw2s").convert("\n".join(narrow).translate(_STANDARD | _SQUARE))).split("\n")
