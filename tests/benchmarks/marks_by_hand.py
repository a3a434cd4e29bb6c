"""``./run bench marks-by-hand``: what reading makes of ticks, rings and strokes drawn on printed forms, and of none.

Every choice and every short answer of a form bears one mark by hand. A value is right, right and marked, wrong and marked,
or silently wrong; one under a long cancelling stroke is right where it is marked. Pages on which nobody struck anything
out are read as well: any stroke told there is false. ``BENCH_MARKS`` (30) is how many documents of each are drawn,
``BENCH_MINUTES`` (60) the time after which none is begun. Only seeds kept for measuring are drawn.
"""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from forms.record import Answer, Record
from forms.registry import forms
from render.forms_out import filled
from tests.benchmarks.drawn_marks import Case, cases_of, inks_of, outcome
from tests.benchmarks.scan_outcomes import folded
from tests.scans import TEST, DrawnPage, as_pdf, documents
from tests.scans.answers import written
from tests.scans.draft import SCRIPTS
from tests.scans.drawn import known
from tests.scans.printed import Printed, printed
from tests.scans.tokens import Dress, Tokens, finish

ON = date(2026, 1, 1)
MEASURED = TEST[50_000:]
"""Far behind the seeds that whole scans are measured on."""
CONDITIONS = ("scan", "gray", "photo", "faint", "dpi-150", "bw")
FALSE = ("words-struck", "part-crossed")
OUTCOMES = ("right", "right, marked", "wrong, marked", "silent")


@dataclass(frozen=True)
class Sheet:
    """A form in our own layout, printed so that each of ``cases`` can be drawn on it."""

    seed: int
    annex: int
    cases: tuple[Case, ...]
    word: bytes
    tokens: Tokens


@dataclass(frozen=True)
class Marked:
    """A printed form with its marks, up to the last page that bears one."""

    seed: int
    pages: tuple[DrawnPage, ...]
    cases: tuple[Case, ...]


@dataclass(frozen=True)
class Judged:
    """One mark drawn and what became of its value."""

    seed: int
    condition: str
    case: Case
    found: object
    outcome: str


def sheet(seed: int) -> Sheet:
    """The form of ``seed``, printed so that it can be marked."""
    every = forms()
    form = every[known(seed) % len(every)]
    script = "hant" if seed // len(every) % 3 == 1 else "hans"
    record, tokens = written(form, seed, SCRIPTS[script]), Tokens()
    cases = tuple(cases_of(form, record, random.Random(f"marks-by-hand-{seed}"), SCRIPTS[script]))
    answers = {case.where.removeprefix("fields."): _noted(case, tokens) for case in cases}
    data = filled(form, replace(record, fields={**record.fields, **answers}), script)
    return Sheet(seed, form.annex, cases, finish(data, tokens, Dress()), tokens)


def _noted(case: Case, tokens: Tokens) -> Answer:
    return Answer(None, tokens.new(case.where) + case.printed)


def marked(one: Sheet, paper: Printed) -> Marked:
    """The printed form with the pen's ink on it; marks that found no place are left out."""
    rng = random.Random(f"pen-{one.seed}")
    drawn = [(case, inks_of(case, paper, paper.places.get(case.where), rng)) for case in one.cases]
    inks = [ink for _, put in drawn for ink in put]
    last = max((ink.page for ink in inks), default=0)
    pages = tuple(
        DrawnPage(one.seed, one.annex, n, page.width, page.height, paper, tuple(ink for ink in inks if ink.page == n))
        for n, page in enumerate(paper.pages[: last + 1])
    )
    return Marked(one.seed, pages, tuple(case for case, put in drawn if put))


def judged(one: Marked, condition: str) -> Iterator[Judged]:
    """What reading the marked form under a condition gives for each mark."""
    records = [record for record, _ in _read(as_pdf(one, condition)) if record is not None]
    fields = records[0].fields if records else {}
    for case in one.cases:
        answer = fields.get(case.where.removeprefix("fields."))
        found = answer.value if answer is not None else None
        same = folded(found) == folded(case.expected)
        yield Judged(one.seed, condition, case, found, outcome(case, answer, same=same))


def false_strokes(seed: int, condition: str, folder: Path) -> tuple[int, int]:
    """How many pages a drawn form has, and how many strokes were told on them; 0 where one was drawn after all."""
    (drawn,) = documents([seed], folder)
    struck = any(done.how == "struck" for done in drawn.draft.hand.values())
    if struck or any(block.instead == "line" for block in drawn.truths.blocks):
        return 0, 0
    told = [code for _, codes in _read(as_pdf(drawn, condition)) for code in codes if code in FALSE]
    return len(drawn.pages), len(told)


def _read(data: bytes) -> list[tuple[Record | None, list[str]]]:
    from extract.reading import read
    from forms.programme import programme

    found = read(data, "scan.pdf", programme=programme("national"), on=ON)
    return [(result.record, [problem.code for problem in result.problems]) for result in found]


def condition_of(seed: int) -> str:
    """Each form meets each condition in turn."""
    return CONDITIONS[seed // len(forms()) % len(CONDITIONS)]


def bench_marks_by_hand(folder: Path) -> None:
    """Read marked forms and untouched ones, then print what came of each kind of mark."""
    given = os.environ.get
    until = time.monotonic() + float(given("BENCH_MINUTES", "60")) * 60
    measure(MEASURED[: int(given("BENCH_MARKS", "30"))], folder, until)


def measure(seeds: Sequence[int], folder: Path, until: float) -> list[Judged]:
    """Every mark of ``seeds`` judged; prints the table and each silent value."""
    sheets = [sheet(seed) for seed in seeds]
    found: list[Judged] = []
    pages = told = 0
    for one, paper in zip(sheets, printed(sheets, folder), strict=True):
        if time.monotonic() > until:
            break
        found += judged(marked(one, paper), condition_of(one.seed))
        count, wrong = false_strokes(one.seed, condition_of(one.seed + 8), folder)
        pages, told = pages + count, told + wrong
    show(found, pages, told)
    return found


def show(found: Sequence[Judged], pages: int, told: int) -> None:
    """The table, and every silently wrong value."""
    print(f"{'mark':<26}" + "".join(f"{name:>15}" for name in ("drawn", *OUTCOMES)))
    for how in (*sorted({one.case.how for one in found}), ""):
        counted = Counter(one.outcome for one in found if how in ("", one.case.how))
        row = (counted.total(), *(counted[name] for name in OUTCOMES))
        print(f"{how or 'all':<26}" + "".join(f"{value:>15}" for value in row), flush=True)
    print(f"strokes told on {pages} pages without any: {told}")
    for one in found:
        if one.outcome == "silent":
            print(
                f"    silent: {one.seed} {one.condition} {one.case.where}, {one.case.how}: {one.case.expected!r} read as {one.found!r}"
            )
