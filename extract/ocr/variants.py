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

_WIDE, _TO_NARROW = ("\uff01", "\uff5e"), 0xFEE0


class Variants:
    """Which of an alphabet's characters are variants of one another: 黃 and 黄, （ and (."""

    def __init__(self, characters: Sequence[str]) -> None:
        groups: dict[str, list[int]] = {}
        for index, plain in enumerate(_plain(characters)):
            groups.setdefault(plain, []).append(index)
        several = [group for text, group in groups.items() if text and len(group) > 1]
        self._groups = {index: group for group in several for index in group}
        self._members = _indices([index for group in several for index in group])
        self._heads = _indices([group[0] for group in several])
        self._starts = _indices([0, *accumulate(len(group) for group in several[:-1])])

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
        group = self._groups.get(index)
        return index if group is None else group[int(chances[:, group].max(axis=0).argmax())]


def _indices(given: Sequence[int]) -> Indices:
    import numpy as np

    return np.array(given, dtype=np.intp)


def _plain(characters: Sequence[str]) -> list[str]:
    """Each character at half width and simplified."""
    from opencc import OpenCC

    narrow = [chr(ord(c) - _TO_NARROW) if len(c) == 1 and _WIDE[0] <= c <= _WIDE[1] else c for c in characters]
    return str(OpenCC("tw2s").convert("\n".join(narrow))).split("\n")
