"""What reading the drawings of many layouts gives, counted: values, silent errors, marks."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from extract.reading import read
from forms.programme import programme
from forms.record import Answer
from forms.registry import forms
from forms.spec import Form
from tests.truth import Compared
from tests.variants.compared import compare
from tests.variants.drawing import drawn
from tests.variants.layout import Layout, layout, told
from tests.variants.sheet import Sheet

ON = date(2026, 1, 1)
_AT_ONCE = 64
"""Files that one run of LibreOffice converts."""


@dataclass
class Tally:
    """Counts over many values; ``silent`` and ``marked`` say where."""

    values: int = 0
    silent: list[str] = field(default_factory=list)
    marked: list[str] = field(default_factory=list)

    def add(self, where: str, compared: Iterable[Compared]) -> None:
        for one in compared:
            self.values += 1
            if one.silently_wrong:
                self.silent.append(f"{where}: {one.where}: {one.expected!r} read as {one.value!r}")
            elif one.marked:
                self.marked.append(f"{where}: {one.where}: {one.expected!r} read as {one.value!r}")

    @property
    def bound(self) -> float:
        """The share of silent errors that the true one does not exceed with 95 % certainty (Wilson, one-sided)."""
        n, wrong, z = self.values, len(self.silent), 1.6449
        if n == 0:
            return 1.0
        share = wrong / n
        root = z * ((share * (1 - share) + z * z / (4 * n)) / n) ** 0.5
        return 3 / n if wrong == 0 else (share + z * z / (2 * n) + root) / (1 + z * z / n)


def outcome(data: bytes, name: str, sheet: Sheet) -> Iterator[Compared]:
    """Every value of a paper beside its truth; one that is not known for its form is one silent error."""
    found = read(data, name, programme=programme("national"), on=ON)
    record = found[0].record
    if record is None or len(found) > 1 or record.form != sheet.form.id:
        yield Compared("form", sheet.form.id, None)
    else:
        yield Compared("edition", sheet.form.edition, Answer(record.edition))
        yield from compare(record, sheet)


def tally(form: Form, layouts: Iterable[Layout]) -> Tally:
    """The counts over drawings of ``form``."""
    found = Tally()
    for how in layouts:
        data, sheet = drawn(form, how)
        found.add(f"{form.id}/{form.edition} {told(how)}", outcome(data, "variant.docx", sheet))
    return found


def printed(folder: Path, seeds: Iterable[int]) -> Tally:
    """The counts over the layouts of ``seeds`` of every form, printed to PDF by LibreOffice."""
    sheets: dict[str, Sheet] = {}
    for seed in seeds:
        for form in forms():
            name = f"{form.id}-{form.edition}-{seed}"
            data, sheets[name] = drawn(form, layout(seed))
            (folder / f"{name}.docx").write_bytes(data)
    to_pdf(folder, [folder / f"{name}.docx" for name in sheets])
    read = Tally()
    for name, sheet in sheets.items():
        read.add(name, outcome((folder / f"{name}.pdf").read_bytes(), "variant.pdf", sheet))
    return read


def to_pdf(folder: Path, files: list[Path]) -> None:
    """Print ``files`` into ``folder``, each beside itself as .pdf, by LibreOffice."""
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf"]
    for start in range(0, len(files), _AT_ONCE):
        some = map(str, files[start : start + _AT_ONCE])
        subprocess.run([*command, "--outdir", str(folder), *some], check=True, capture_output=True, timeout=900)
