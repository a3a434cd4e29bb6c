"""``./run bench scans``: what reading drawn scans gives beside their truth, in the columns of docs/benchmarks.md.

A document read is one line in a file of results, so that a run which was ended goes on where it stood:
``BENCH_SCANS`` names the folder (default ``.tools/bench-scans``); results of other sources are left out of account.
``BENCH_MINUTES`` (60) is the time after which no further document is begun, ``BENCH_VALUES`` (5000) how many values
each column is to have, ``BENCH_WORKERS`` (2) how many processes read. Only seeds kept for measuring are drawn.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import count
from multiprocessing import get_context
from pathlib import Path

from forms.record import Record
from tests.benchmarks.scan_figures import COLUMNS, by_column, figures
from tests.benchmarks.scan_outcomes import Outcome, outcome, with_file
from tests.scans import TEST, Drawn, documents
from tests.scans.drawn import print_ahead
from tests.scans.printed import Unprinted

ROOT = Path(__file__).resolve().parents[2]
ON = date(2026, 1, 1)
_AHEAD = 24
"""So many documents are printed at a time: as many as one call of LibreOffice takes."""
_QUEUED = 4
"""So many documents wait for each process, or are read by it: it has work while the next are printed."""
PAIRED_EVERY = 5
"""Of so many seeds one is also read together with the Word file of the same form."""
MEASURED = TEST[1880:]
"""The first seeds served while reading and measuring were made, and were looked at."""
Task = tuple[int, str]
"""A seed and a condition."""


def measured(seed: int, condition: str, cache: Path) -> Outcome:
    """One document drawn, bound as a PDF of pictures, and read like any file that comes in."""
    from extract.reading import read
    from forms.programme import programme
    from tests.scans import as_pdf

    drawn = _drawn(seed, cache)
    data = as_pdf(drawn, condition)
    begun = time.perf_counter()
    found = read(data, "scan.pdf", programme=programme("national"), on=ON)
    seconds = time.perf_counter() - begun
    records = [result.record for result in found if result.record]
    same = next((record for record in records if record.form == drawn.truths.form), None)
    seen = outcome(drawn, condition, same or next(iter(records), None), seconds)
    if same is None or seed % PAIRED_EVERY:
        return seen
    return replace(seen, pair=with_file(drawn, same, _file_of(drawn)))


@lru_cache(maxsize=2)
def _drawn(seed: int, cache: Path) -> Drawn:
    """A document is read under several conditions, one after the other."""
    (drawn,) = documents([seed], cache)
    return drawn


def _file_of(drawn: Drawn) -> Record:
    """The Word file of the same form, filled in electronically and neither signed nor sealed, as it is read."""
    from extract.reading import read
    from forms.programme import programme
    from render.forms_out import filled

    data = filled(drawn.draft.form, drawn.truths.record, drawn.draft.script)
    (found,) = read(data, "form.docx", programme=programme("national"), on=ON)
    assert found.record is not None, "a form that was filled in by the product is read by it"
    return found.record


def planned(seeds: Sequence[int] = MEASURED) -> Iterator[tuple[str, Task]]:
    """Column and task in the order of work: each seed once in every column, under a condition drawn for it."""
    for seed in seeds:
        for column, conditions in COLUMNS.items():
            yield column, (seed, random.Random(f"{seed}-{column}").choice(conditions))


def sources() -> str:
    """A digest of all that decides what a result is."""
    digest = hashlib.sha256()
    for folder in ("extract", "forms", "tests/scans"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".py", ".toml", ".json"):
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


class Results:
    """The outcomes kept in one file, a line each."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.outcomes: dict[Task, Outcome] = {}
        self.left_out: set[str] = set()
        """Forms that could not be printed whole."""
        if path.exists():
            for line in path.read_text(encoding="utf-8").splitlines():
                self._hold(Outcome.from_json(json.loads(line)))

    def _hold(self, one: Outcome) -> None:
        self.outcomes[one.seed, one.condition] = one

    def add(self, one: Outcome) -> None:
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(one.to_json(), ensure_ascii=False) + "\n")
        self._hold(one)

    def values(self, column: str) -> int:
        """How many values that column has."""
        return sum(len(one.values) for one in by_column(self.outcomes.values())[column])


@dataclass(frozen=True)
class Bounds:
    """How much is to be read: minutes, values in each column, processes."""

    minutes: float
    values: int
    workers: int

    @staticmethod
    def from_environment() -> Bounds:
        given = os.environ.get
        return Bounds(
            float(given("BENCH_MINUTES", "60")), int(given("BENCH_VALUES", "5000")), int(given("BENCH_WORKERS", "2"))
        )


def prepare(uncalibrated: bool) -> None:
    """Let this process's engine keep to one core: the others are busy with other documents."""
    import extract.doubt.certainty as certainty
    import extract.ocr.rapid as rapid

    rapid.MOST_THREADS = 1
    if uncalibrated:
        certainty.CALIBRATED = ()


def run(results: Results, printed: Path, bounds: Bounds, seeds: Sequence[int] = MEASURED, *, raw: bool = False) -> None:
    """Read until each column has so many values or the time is over. ``raw``: with scores before calibration."""
    until = time.monotonic() + bounds.minutes * 60
    ahead = -1
    with ProcessPoolExecutor(bounds.workers, get_context("spawn"), prepare, (raw,)) as pool:
        waiting: set[Future[Outcome]] = set()
        for turn, (column, task) in zip(count(), planned(seeds), strict=False):
            if time.monotonic() > until or all(results.values(name) >= bounds.values for name in COLUMNS):
                waiting = {future for future in waiting if not future.cancel()}
                break
            if task in results.outcomes or results.values(column) >= bounds.values:
                continue
            if (batch := turn // len(COLUMNS) // _AHEAD) > ahead:
                ahead = batch
                print_ahead(seeds[batch * _AHEAD : (batch + 1) * _AHEAD], printed)
            waiting.add(pool.submit(measured, *task, printed))
            if len(waiting) >= _QUEUED * bounds.workers:
                waiting = _gathered(waiting, results)
        while waiting:
            waiting = _gathered(waiting, results)


def _gathered(waiting: set[Future[Outcome]], results: Results) -> set[Future[Outcome]]:
    """Those not yet done, after at least one was."""
    done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
    for future in done:
        try:
            results.add(future.result())
        except Unprinted as error:
            results.left_out.add(str(error))
    return waiting


def kept_in() -> Path:
    """The folder of results."""
    kept = Path(os.environ.get("BENCH_SCANS", ROOT / ".tools" / "bench-scans"))
    kept.mkdir(parents=True, exist_ok=True)
    return kept


def bench_scans(folder: Path) -> None:
    """Measure, then print the table."""
    kept = kept_in()
    results = Results(kept / f"outcomes-{sources()}.jsonl")
    run(results, kept / "printed", Bounds.from_environment())
    show(results)


def show(results: Results) -> None:
    """The table, column by column, and every wrong value that was passed unmarked."""
    for said in sorted(results.left_out):
        print(f"left out: {said}")
    for column, outcomes in by_column(results.outcomes.values()).items():
        print(f"\n{column}")
        for what, figure in figures(outcomes):
            print(f"  {what:<34} {figure}", flush=True)
        for one in outcomes:
            for value in one.values:
                if value.silently_wrong:
                    told = f"{value.expected!r} read as {value.found!r}"
                    print(f"    silent: {one.seed} {one.condition} {value.where}: {told} ({value.score})")
