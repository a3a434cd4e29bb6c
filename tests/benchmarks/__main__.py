"""``./run bench [NAME...]``: every figure of docs/benchmarks.md, as ratios within this one run.

Names: docx pdf cold letter letter-pdf letter-memory growth memory variants mutation scans scan-speed
marks-by-hand scanned-layouts. The peer (kreuzberg) is installed beside the product, in ``.tools/peers``, where the
package registry can be reached; without it the peer's rows say so.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks import documents, mutation, scan_speed
from tests.benchmarks.marks_by_hand import bench_marks_by_hand
from tests.benchmarks.scanned_layouts import bench_scanned_layouts
from tests.benchmarks.scans import bench_scans

ROOT = Path(__file__).resolve().parents[2]
PEERS = ROOT / ".tools" / "peers"
PEER = "kreuzberg==4.10.4"
ROUNDS = 5
CALLS = 15
VARIANT_VALUES = 20_000


def run(*command: str) -> dict[str, float]:
    """The JSON that one side of a comparison prints."""
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return figures


def ours(task: str, path: Path, calls: int = CALLS) -> dict[str, float]:
    return run(sys.executable, "-m", "tests.benchmarks.loop", task, str(path), str(calls))


def peer_python() -> str | None:
    """The peer's interpreter, installed at first use; ``None`` where it cannot be had."""
    python = PEERS / "bin" / "python"
    probe = [str(python), "-c", "import kreuzberg"]
    if python.exists() and subprocess.run(probe, capture_output=True, check=False).returncode == 0:
        return str(python)
    subprocess.run([sys.executable, "-m", "venv", str(PEERS)], check=False, capture_output=True)
    subprocess.run([str(python), "-m", "pip", "install", "-q", PEER], check=False, capture_output=True)
    found = python.exists() and subprocess.run(probe, capture_output=True, check=False).returncode == 0
    return str(python) if found else None


def row(name: str, figure: str, goal: str) -> None:
    print(f"{name:<58} {figure:<28} {goal}", flush=True)


def paired(first: Callable[[], float], second: Callable[[], float]) -> tuple[float, float, float]:
    """Medians of both sides measured in turn, and the median of the ratios round by round."""
    pairs = [(first(), second()) for _ in range(ROUNDS)]
    return (
        statistics.median(a for a, _ in pairs),
        statistics.median(b for _, b in pairs),
        statistics.median(a / b for a, b in pairs),
    )


def against_peer(name: str, path: Path, mime: str, goal: str) -> None:
    python = peer_python()
    if python is None:
        row(name, f"{ours('extract', path)['ms']:.1f} ms, peer not to be had", goal)
        return
    script = str(Path(__file__).with_name("peer.py"))
    mine, theirs, ratio = paired(
        lambda: ours("extract", path)["ms"], lambda: run(python, script, str(path), mime, str(CALLS))["ms"]
    )
    row(name, f"{ratio:.2f}x ({mine:.1f} ms : {theirs:.1f} ms)", goal)


def bench_docx(folder: Path) -> None:
    mime = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    against_peer("4-page docx, bytes to findings : plain text", documents.plain_docx(folder), mime, "goal <= 2.5x")


def bench_pdf(folder: Path) -> None:
    path = documents.plain_pdf(folder)
    if path is None:
        row("4-page text PDF", "soffice is missing, no PDF to read", "goal <= 3x")
        return
    against_peer("4-page text PDF, bytes to findings : plain text", path, "application/pdf", "goal <= 3x")


def wall(*command: str) -> float:
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return (time.perf_counter() - start) * 1000


def bench_cold(folder: Path) -> None:
    form = str(documents.plain_docx(folder))
    mine, base, ratio = paired(
        lambda: wall(sys.executable, "-m", "extract", form),
        lambda: wall(sys.executable, "-c", "import lxml.etree, opencc, marshmallow"),
    )
    row(
        "python -m extract FORM.docx : import lxml, opencc, marshmallow",
        f"{ratio:.2f}x ({mine:.0f} : {base:.0f} ms)",
        "goal <= 3x",
    )


def bench_letter(folder: Path) -> None:
    form = documents.plain_docx(folder)
    mine, bare, ratio = paired(lambda: ours("letter", form)["ms"], lambda: ours("docxtpl", form)["ms"])
    row("a letter : the same by bare docxtpl", f"{ratio:.2f}x ({mine:.1f} : {bare:.1f} ms)", "goal <= 0.3x")


def letters_side(side: str, form: Path) -> dict[str, float]:
    return run(sys.executable, "-m", "tests.benchmarks.letters", side, str(form))


def bench_letter_pdf(folder: Path) -> None:
    form = documents.plain_docx(folder)
    if not shutil.which("soffice"):
        row("20 letters as PDF", "soffice is missing", "goal <= 1.1x")
        return
    mine, bare, ratio = paired(lambda: letters_side("pdf", form)["s"], lambda: letters_side("bare", form)["s"])
    row(
        "20 letters as PDF in one call : LibreOffice alone", f"{ratio:.2f}x ({mine:.1f} : {bare:.1f} s)", "goal <= 1.1x"
    )


def bench_letter_memory(folder: Path) -> None:
    peaks = letters_side("memory", documents.plain_docx(folder))
    early, late = peaks.values()
    row("peak memory, 100 and 1000 letters", f"{early:.1f}, {late:.1f} MB", "flat")


def bench_growth(folder: Path) -> None:
    """Linear growth shows as a constant time for each further row or page."""
    base = ours("extract", documents.long_plan(folder, 30))["ms"]
    for rows in (100, 300, 900):
        grown = ours("extract", documents.long_plan(folder, rows), 5)["ms"]
        row(f"docx, {rows} plan rows", f"{(grown - base) / (rows - 30):.3f} ms a further row", "constant")
    if (pdf := documents.plain_pdf(folder)) is None:
        return
    once = ours("extract", pdf)["ms"]
    for times in (4, 16, 40):
        path, pages = documents.repeated_pdf(folder, pdf, times)
        grown = ours("extract", path, 3)["ms"]
        row(f"PDF, {pages} pages", f"{(grown - once) / (pages - pages // times):.2f} ms a further page", "constant")


def bench_memory(folder: Path) -> None:
    for name, path in documents.memory_cases(folder):
        row(f"peak memory, {name}", f"{ours('extract', path, 2)['peak_mb']:.0f} MB", "goal < 250 MB")


def bench_variants(folder: Path) -> None:
    """Twenty thousand values of each form and edition on generated layouts, and a share of them printed to PDF."""
    from itertools import count

    from forms.registry import forms
    from tests.variants.layout import layout
    from tests.variants.measure import Tally, printed, tally

    def show(name: str, read: Tally) -> None:
        found = f"{len(read.silent)} silent (<= {read.bound:.3%}), {len(read.marked) / read.values:.2%} marked"
        row(f"{read.values} values, {name}", found, "goal 0, <= 1 %")

    for form in forms():
        whole, seeds = Tally(), count(71_200)
        while whole.values < VARIANT_VALUES:
            part = tally(form, (layout(next(seeds)) for _ in range(50)))
            whole.values += part.values
            whole.silent += part.silent
            whole.marked += part.marked
        show(f"{form.id} {form.edition}", whole)
    if shutil.which("soffice"):
        show("printed to PDF", printed(folder, range(71_200, 71_250)))
    else:
        row("layouts printed to PDF", "soffice is missing", "goal 0, <= 1 %")


def bench_mutation(folder: Path) -> None:
    killed, total = mutation.run(folder)
    row(f"mutants of forms/types and forms/rules ({total} drawn)", f"{killed / total:.1%} killed", "goal >= 85 %")


def bench_scan_speed(folder: Path) -> None:
    """A page picture end to end against the engine alone on it; the stages' shares of our time; peak memory."""
    shares: dict[str, list[float]] = {}
    for condition, path in scan_speed.pages(folder):
        mine, bare = ours("scan", path, scan_speed.CALLS), ours("bare-ocr", path, scan_speed.CALLS)
        told = f"{mine['cpu_ms'] / bare['cpu_ms']:.2f}x ({mine['cpu_ms']:.0f} : {bare['cpu_ms']:.0f} ms)"
        row(f"page picture, {condition}, to findings : the engine alone", told, "goal <= 1.4x")
        row(f"peak memory, {condition}", f"{mine['peak_mb']:.0f} MB", "goal <= 1300 MB")
        for stage, share in ours("scan-stages", path).items():
            shares.setdefault(stage, []).append(share)
    for stage, parts in shares.items():
        row(f"share of {stage}", f"{statistics.median(parts):.1%}", "")


BENCHES: dict[str, Callable[[Path], None]] = {
    "docx": bench_docx,
    "pdf": bench_pdf,
    "cold": bench_cold,
    "letter": bench_letter,
    "letter-pdf": bench_letter_pdf,
    "letter-memory": bench_letter_memory,
    "growth": bench_growth,
    "memory": bench_memory,
    "variants": bench_variants,
    "mutation": bench_mutation,
    "scans": bench_scans,
    "scan-speed": bench_scan_speed,
    "marks-by-hand": bench_marks_by_hand,
    "scanned-layouts": bench_scanned_layouts,
}


def main(names: list[str]) -> int:
    if unknown := set(names) - set(BENCHES):
        print(f"no such benchmark: {', '.join(sorted(unknown))}; there are {', '.join(BENCHES)}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        for name in names or BENCHES:
            BENCHES[name](Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
