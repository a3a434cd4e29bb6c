"""The engine on onnxruntime with the models that rapidocr's wheel carries: PP-OCRv6 small, both scripts in one model.

Lines are found with the wheel's detector. They are read one by one at their own width: that is faster than in padded
batches, and gives each character its place and its probability.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.errors import DocumentError
from extract.ocr.engine import Glyph, Quad, ReadLine
from extract.ocr.finding import find_lines
from extract.ocr.map_session import MapSession
from extract.ocr.variants import Variants

if TYPE_CHECKING:
    from extract.vision.rasters import Matrix, Pixels

FINDER, RECOGNISER = "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"
LINE_HEIGHT = 48
"""The height in pixels that the recogniser was trained on."""
_LEAST_WIDTH, _MOST_WIDTH = 48, 3200
_COLUMN = 8
"""Pixels along the line that make one step of the recogniser."""
MOST_THREADS = 2
BLANK = 0
_SURELY_BLANK = 0.9
_FOREIGN = (
    ("\u0100", "\u0390"), ("\u03a2", "\u1fff"), ("\u3040", "\u318f"), ("\ua000", "\uf8ff"), ("\U0001f300", "\U0001ffff"),
)  # fmt: skip
"""Accented Latin beyond Western Europe's, Cyrillic to Greek Extended, kana and Hangul, and emoji."""


class RapidOcr:
    """An :class:`extract.ocr.engine.Engine`. Constructing it loads the models: 0.7 s, 0.3 GB."""

    def __init__(self) -> None:
        """Raises DocumentError ``tool-missing`` where models or libraries are absent; nothing is ever downloaded."""
        check_models()
        self._threads = min(MOST_THREADS, os.cpu_count() or 1)
        self._finder = MapSession(models() / FINDER, self._threads)
        self._session = _session(models() / RECOGNISER, self._threads)
        self._input = self._session.get_inputs()[0].name
        written = self._session.get_modelmeta().custom_metadata_map["character"]
        self.characters = ["", *written.splitlines(), " "]
        self._variants = Variants(self.characters)
        self._foreign = [index for index, text in enumerate(self.characters) if is_foreign(text)]
        self._lock = threading.Lock()

    def find(self, pixels: Pixels) -> list[Quad]:
        """Where lines of text stand, top to bottom."""
        with self._lock:
            return find_lines(self._finder, pixels)

    def read(self, pixels: Pixels, quads: Sequence[Quad]) -> list[ReadLine]:
        """What each line says."""
        return [self._read(crop) for crop in (_crop(pixels, quad) for quad in quads)]

    def _read(self, crop: Pixels | None) -> ReadLine:
        if crop is None:
            return ReadLine()
        return self.decoded(self.chances(crop))

    def chances(self, crop: Pixels) -> Matrix:
        """For each step along a line :data:`LINE_HEIGHT` pixels high, the probability of each character."""
        import numpy as np

        wanted = crop.astype(np.float32).transpose(2, 0, 1)[None] / 127.5 - 1.0
        with self._lock:
            chances = np.array(self._session.run(None, {self._input: wanted})[0][0])
        chances[:, self._foreign] = 0.0
        return chances

    def decoded(self, chances: Matrix) -> ReadLine:
        """The most probable character at each step, repeats and blanks left out (CTC); variants of one count together."""
        best, sure = chances.argmax(axis=1), chances.max(axis=1)
        open_steps = (chances[:, BLANK] < _SURELY_BLANK).nonzero()[0]
        together = self._variants.summed(chances[open_steps])
        best[open_steps], sure[open_steps] = together.argmax(axis=1), together.max(axis=1)
        glyphs: list[Glyph] = []
        last, begin = BLANK, 0
        for step in range(len(best) + 1):
            here = int(best[step]) if step < len(best) else -1
            if here == last:
                continue
            if last != BLANK:
                shown = self._variants.likeliest(last, chances[begin:step])
                score = min(float(sure[begin:step].max()), 1.0)
                glyphs.append(Glyph(self.characters[shown], (begin + step) / 2 / len(best), score))
            last, begin = here, step
        return ReadLine(tuple(glyphs))


def is_foreign(text: str) -> bool:
    """Whether a character belongs to a script that no Chinese form is written in: the model knows fifty languages."""
    return any(first <= text[:1] <= last for first, last in _FOREIGN)


def models() -> Path:
    """The folder of the models inside rapidocr's wheel. Raises ``tool-missing`` where it is not installed."""
    found = find_spec("rapidocr")
    if found is None or found.origin is None:
        raise _missing("rapidocr")
    return Path(found.origin).parent / "models"


def check_models() -> None:
    """Raises DocumentError ``tool-missing`` where something that reading pictures needs is not installed."""
    for library in ("onnxruntime", "cv2", "numpy"):
        if find_spec(library) is None:
            raise _missing(library)
    for model in (FINDER, RECOGNISER):
        if not (models() / model).is_file():
            raise _missing(model)


@cache
def engine() -> RapidOcr:
    """This process's engine, loaded once."""
    return RapidOcr()


def _missing(what: str) -> DocumentError:
    return DocumentError("tool-missing", f"缺少识别扫描件所需的组件：{what}。")


def _session(model: Path, threads: int) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False  # widths vary from line to line: an arena would keep room for each of them
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def _crop(pixels: Pixels, quad: Quad) -> Pixels | None:
    """The line made level and :data:`LINE_HEIGHT` high; ``None`` where it is too small to hold anything."""
    import cv2
    import numpy as np

    corners = np.array(quad, dtype=np.float32)
    width = float(max(np.linalg.norm(corners[1] - corners[0]), np.linalg.norm(corners[2] - corners[3])))
    height = float(max(np.linalg.norm(corners[3] - corners[0]), np.linalg.norm(corners[2] - corners[1])))
    if width < 2 or height < 2:
        return None
    wide = round(min(max(width / height * LINE_HEIGHT, _LEAST_WIDTH), _MOST_WIDTH) / _COLUMN) * _COLUMN
    flat = np.array([[0, 0], [wide, 0], [wide, LINE_HEIGHT], [0, LINE_HEIGHT]], dtype=np.float32)
    forth = cv2.getPerspectiveTransform(corners, flat)
    cut = cv2.warpPerspective(
        pixels, forth, (wide, LINE_HEIGHT), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(cut, dtype=np.uint8)
