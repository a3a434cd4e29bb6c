"""``./run bench scanned-layouts``: the many layouts of ``tests/variants``, printed, taken as scans, and read.

The scans of ``tests/scans`` are signed and sealed, in few layouts; these are blank of marks, in a new layout each. What
is lost here is structure. ``BENCH_LAYOUTS`` (48) says how many are drawn, ``BENCH_MINUTES`` (60) after which none is begun.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from forms.registry import forms
from tests.benchmarks.scan_outcomes import folded
from tests.scans.drawn import encoded
from tests.scans.files import pdf_of
from tests.truth import Compared
from tests.variants.drawing import drawn
from tests.variants.layout import layout, told
from tests.variants.measure import outcome, to_pdf
from tests.variants.sheet import Sheet

MEASURED = range(500_000, 600_000)
"""Seeds of layouts that nothing was made on."""
CONDITIONS = ("scan", "faint", "photo", "dpi-150", "gray", "bw")
DPI = 300
RIGHT, MARKED, WRONG_MARKED, SILENT, OPEN = "right", "right, marked", "wrong, marked", "silent", "mark left open"


@dataclass(frozen=True)
class Page:
    """A layout printed: what it says and the PDF's bytes."""

    seed: int
    condition: str
    sheet: Sheet
    pdf: bytes


def pages(seeds: Sequence[int], folder: Path) -> Iterator[Page]:
    """The layouts of ``seeds`` printed by LibreOffice, forms and conditions in turn."""
    every = forms()
    sheets: dict[int, Sheet] = {}
    for seed in seeds:
        data, sheets[seed] = drawn(every[seed % len(every)], layout(seed))
        (folder / f"{seed}.docx").write_bytes(data)
    to_pdf(folder, [folder / f"{seed}.docx" for seed in seeds])
    for seed, sheet in sheets.items():
        yield Page(seed, condition_of(seed), sheet, (folder / f"{seed}.pdf").read_bytes())


def condition_of(seed: int) -> str:
    """Each form meets each condition in turn."""
    return CONDITIONS[seed // len(forms()) % len(CONDITIONS)]


def scanned(page: Page) -> bytes:
    """The layout as a PDF of pictures."""
    import numpy as np
    import pypdfium2

    from tests.scans.conditions import take

    document = pypdfium2.PdfDocument(page.pdf)
    pictures = []
    for number in range(len(document)):
        shown = document[number].render(scale=DPI / 72, rev_byteorder=True).to_numpy()[:, :, :3]
        rng = np.random.default_rng((page.seed, number))
        pictures.append(encoded(take(np.ascontiguousarray(shown), page.condition, rng)))
    return pdf_of(pictures)


def judged(page: Page) -> Iterator[tuple[str, Compared]]:
    """Every value of the layout with what became of it; equal after folding is right."""
    for one in outcome(scanned(page), "scan.pdf", page.sheet):
        mark = one.where.endswith((".signature", ".seal"))
        if mark and one.expected is False and one.answer is not None and one.value is None:
            yield OPEN, one
        elif folded(one.value) == folded(one.expected) or not (one.value or one.expected):
            yield MARKED if one.marked else RIGHT, one
        else:
            yield WRONG_MARKED if one.marked else SILENT, one


def bench_scanned_layouts(folder: Path) -> None:
    """Read scans of new layouts, print the counts of each condition and every silent error."""
    given = os.environ.get
    until = time.monotonic() + float(given("BENCH_MINUTES", "60")) * 60
    measure(MEASURED[: int(given("BENCH_LAYOUTS", "48"))], folder, until)


def measure(seeds: Sequence[int], folder: Path, until: float) -> dict[str, Counter[str]]:
    """The outcomes of ``seeds`` by condition, printed as a table."""
    found: dict[str, Counter[str]] = {condition: Counter() for condition in CONDITIONS}
    for page in pages(seeds, folder):
        if time.monotonic() > until:
            break
        found[page.condition]["documents"] += 1
        for what, one in judged(page):
            found[page.condition][what] += 1
            if what == SILENT:
                layout_told = told(layout(page.seed))
                print(
                    f"{page.seed} {page.condition} {one.where}: {one.expected!r} read as {one.value!r} ({layout_told})"
                )
    names = ("documents", RIGHT, MARKED, WRONG_MARKED, OPEN, SILENT)
    print(f"{'scanned layouts':<16}" + "".join(f"{name:>16}" for name in names))
    for condition, counts in found.items():
        print(f"{condition:<16}" + "".join(f"{counts[name]:>16}" for name in names), flush=True)
    return found
