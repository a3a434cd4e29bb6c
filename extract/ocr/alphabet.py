"""What a line may say where only dates, or figures, may stand: the recogniser's chances weighed along a grammar.

A grammar is a trie of characters for each part of the answer, one part behind another. Every path through it is weighed
at once (CTC, the likeliest way), and for each value of each part the best whole answer that has it is known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from extract.vision.rasters import Matrix

LIKE = {
    "0": "OoQDＯ〇", "1": "lI|/丨\uff11", "2": "Zz乙", "3": "ろ", "4": "屮A", "5": "Ss", "6": "bGb", "7": "フT/?", "8": "B&",
    "9": "gq", "年": "午牛", "月": "用目", "日": "曰目口臼",
}  # fmt: skip
"""What a pen's figures and the printed signs are taken for where everything may stand."""
LIKE_SHARE = 0.3
JUNK = 0.01
"""The chance that a step's ink is no writing at all: a ring's stroke, dirt."""
FLOOR = 1e-4
"""The least chance of a character that may stand there."""
_NEVER = -1e9
_SAME = 1e-6


@dataclass(frozen=True)
class Grammar:
    """Parts one behind another; each a tuple of the words that may stand there."""

    parts: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Weighed:
    """One crop weighed: ``best`` is the logarithm of the likeliest answer's chance, ``free`` that of anything at all.

    ``parts`` holds for each part and word by how much the best answer with that word falls short of the likeliest.
    """

    best: float
    free: float
    parts: tuple[Mapping[str, float], ...]
    middles: tuple[Mapping[str, tuple[float, ...]], ...]
    """For each part and word where its characters stand, as shares of the line."""

    @property
    def shortfall(self) -> float:
        """By how much the likeliest answer is less likely than what is read without a grammar (0 or more)."""
        return self.free - self.best


@dataclass(frozen=True)
class _Net:
    """The grammar's characters as nodes: which follow which, and where the words of each part end."""

    marks: tuple[str, ...]
    follows: tuple[tuple[int, int], ...]
    first: tuple[int, ...]
    words: tuple[Mapping[str, tuple[int, ...]], ...]
    """For each part and word its nodes."""


@lru_cache(maxsize=8)
def _net(grammar: Grammar) -> _Net:
    marks: list[str] = []
    follows: set[tuple[int, int]] = set()
    first: set[int] = set()
    nodes: list[dict[str, tuple[int, ...]]] = []
    before: list[int] = []
    for number, words in enumerate(grammar.parts):
        known: dict[tuple[str, bool], int] = {}
        for word in words:
            stems = [(word[:length], length == len(word)) for length in range(1, len(word) + 1)]
            for above, stem in zip([None, *stems], stems, strict=False):
                if stem not in known:
                    known[stem] = len(marks)
                    marks.append(stem[0][-1])
                    if above is None and number == 0:
                        first.add(known[stem])
                    follows.update((place, known[stem]) for place in (before if above is None else [known[above]]))
        stems_of = {word: [(word[:n], n == len(word)) for n in range(1, len(word) + 1)] for word in words}
        nodes.append({word: tuple(known[stem] for stem in stems_of[word]) for word in words})
        before = [path[-1] for path in nodes[-1].values()]
    return _Net(tuple(marks), tuple(sorted(follows)), tuple(sorted(first)), tuple(nodes))


def weighed(chances: Matrix, characters: Sequence[str], grammar: Grammar) -> Weighed:
    """``chances`` (steps × characters, the first of them none) weighed along ``grammar``."""
    net = _net(grammar)
    blank, shown, free = _logs(chances, characters, net.marks)
    last = [path[-1] for path in net.words[-1].values()]
    forth = _ways(blank, shown, _links(grammar), net.first)
    back = _ways(blank[::-1], shown[::-1], _links(grammar, back=True), last)[::-1]
    through = forth + back - shown
    most = through.max(axis=0)
    middles = [
        float((column >= top - _SAME).nonzero()[0].mean() + 0.5) for column, top in zip(through.T, most, strict=True)
    ]
    best = float(most[last].max())
    parts = tuple({word: best - float(most[path[-1]]) for word, path in words.items()} for words in net.words)
    places = tuple(
        {word: tuple(middles[node] / len(chances) for node in path) for word, path in words.items()}
        for words in net.words
    )
    return Weighed(best, free, parts, places)


def _logs(chances: Matrix, characters: Sequence[str], marks: Sequence[str]) -> tuple[Matrix, Matrix, float]:
    """The logarithms of each step's chance of a pause, of each of ``marks``, and of the likeliest way of them all."""
    import numpy as np

    places = _places(tuple(characters))
    spaces = [0, *(places[space] for space in (" ", "\u3000") if space in places)]
    blank = np.maximum(chances[:, spaces].sum(axis=1), JUNK)
    columns: dict[str, Matrix] = {}
    for mark in set(marks):
        like = [places[one] for one in dict.fromkeys(LIKE.get(mark, "")) if one in places]
        own = chances[:, places[mark]] if mark in places else np.zeros(len(chances))
        columns[mark] = own + LIKE_SHARE * chances[:, like].sum(axis=1)
    shown = np.stack([np.maximum(columns[mark], FLOOR) for mark in marks], axis=1)
    free = np.log(np.maximum(chances.max(axis=1), blank)).sum()
    return np.log(blank), np.log(shown), float(free)


@lru_cache(maxsize=2)
def _places(characters: tuple[str, ...]) -> dict[str, int]:
    return {text: index for index, text in enumerate(characters) if index}


@dataclass(frozen=True)
class _Links:
    """The net's edges by the node they lead to: ``heads`` in order, and where each one's ``tails`` begin."""

    tails: NDArray[np.intp]
    heads: NDArray[np.intp]
    begins: NDArray[np.intp]
    barred: Matrix
    """What it costs to come from a tail's ink with no pause: never between two of the same character."""


@lru_cache(maxsize=16)
def _links(grammar: Grammar, back: bool = False) -> _Links:
    import numpy as np

    net = _net(grammar)
    edges = sorted((a, b) if back else (b, a) for a, b in net.follows)
    heads, begins = np.unique(np.array([head for head, _ in edges]), return_index=True)
    barred = np.array([_NEVER if net.marks[a] == net.marks[b] else 0.0 for a, b in edges])
    return _Links(np.array([tail for _, tail in edges]), heads, begins, barred)


def _ways(blank: Matrix, shown: Matrix, links: _Links, first: Sequence[int]) -> Matrix:
    """For each step and node the best way from the beginning to the node's ink at that step, the step counted."""
    import numpy as np

    steps, count = shown.shape
    begin = np.full(count, _NEVER)
    begin[list(first)] = 0.0
    ink = np.full((steps, count), _NEVER)
    ink[0] = begin + shown[0]
    pause, waited = np.full(count, _NEVER), float(blank[0])
    for step in range(1, steps):
        before = ink[step - 1]
        came = np.maximum(before, begin + waited)
        over = np.maximum(pause[links.tails], before[links.tails] + links.barred)
        came[links.heads] = np.maximum(came[links.heads], np.maximum.reduceat(over, links.begins))
        ink[step] = came + shown[step]
        pause = np.maximum(pause, before) + blank[step]
        waited += float(blank[step])
    return ink
