"""The central test: definition → blank → filled in → read must be equal, for every edition and reader, in both scripts."""

import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from opencc import OpenCC

from extract.reading import Result, read
from forms.programme import programme
from forms.record import Record
from forms.registry import editions, forms
from forms.schema import values_of
from forms.spec import Form
from render.blank import blank
from render.forms_out import CellMarks, filled
from render.standard.stamp import Stamp
from tests.applications import record_of, truth
from tests.samples_of import own_samples
from tests.stamps import SIGNATURE_MM, signature
from tests.truth import compare

ON = date(2026, 1, 1)
SCRIPTS: dict[str, Callable[[str], str]] = {"hans": str, "hant": OpenCC("s2tw").convert}
APPLICATIONS = pytest.mark.parametrize("form", editions("annex1-application"), ids=lambda form: form.edition)
ALL_FORMS = pytest.mark.parametrize("form", forms(), ids=lambda form: f"{form.id}-{form.edition}")
BOTH_SCRIPTS = pytest.mark.parametrize("script", SCRIPTS)


def read_bytes(data: bytes, name: str) -> Result:
    return read(data, name, programme=programme("national"), on=ON)[0]


def unmarked(form: Form, seed: int) -> tuple[bytes, dict[str, bytes]]:
    """The blank of ``form``, and it filled in with the truth of ``seed`` in each script, without seals."""
    said = truth(form, seed)
    return blank(form), {s: filled(form, record_of(form, said, convert), s) for s, convert in SCRIPTS.items()}


def differences(result: Result, form: Form, seed: int) -> list[object]:
    said = truth(form, seed)
    for block in said.blocks:
        block["signed"] = block["sealed"] = False
    assert result.record is not None
    assert (result.record.form, result.record.edition) == (form.id, form.edition)
    return [c for c in compare(result.record, said) if not c.right or c.marked]


@APPLICATIONS
@BOTH_SCRIPTS
@pytest.mark.parametrize("seed", [0, 3, 7])
def test_a_form_filled_in_word_is_read_as_it_was_filled(form: Form, script: str, seed: int) -> None:
    result = read_bytes(unmarked(form, seed)[1][script], "filled.docx")
    assert result.status == "complete"
    assert differences(result, form, seed) == []
    assert result.record is not None
    assert result.record.script == script


def with_samples(form: Form, number: int, script: str) -> tuple[bytes, Record]:
    """``form`` filled in with its own samples, cells to be signed with a signature where the sample is signed."""
    written = own_samples(form, number, SCRIPTS[script])
    marks: CellMarks = {
        (name, n, column): [Stamp(signature(number + n), SIGNATURE_MM / 2)]
        for name, rows in written.rows.items()
        for n, row in enumerate(rows)
        for column, answer in row.items()
        if isinstance(answer.value, dict) and answer.value.get("present")
    }
    return filled(form, written, script, cell_marks=marks), written


def assert_same(result: Result, written: Record) -> None:
    assert result.record is not None
    assert (result.record.form, result.record.edition) == (written.form, written.edition)
    assert values_of(replace(result.record, extra=())) == values_of(written)
    marked = [slot for slot, answer in result.record.fields.items() if answer.needs_review]
    marked += [slot for rows in result.record.rows.values() for r in rows for slot, a in r.items() if a.needs_review]
    assert marked == []


@ALL_FORMS
@BOTH_SCRIPTS
@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_definitions_own_samples_come_back_from_its_own_form(form: Form, script: str, number: int) -> None:
    data, written = with_samples(form, number, script)
    assert_same(read_bytes(data, "samples.docx"), written)


@ALL_FORMS
@BOTH_SCRIPTS
def test_a_blank_is_its_own_edition_and_says_nothing(form: Form, script: str) -> None:
    result = read_bytes(blank(form, script), "blank.docx")
    assert result.record is not None
    assert (result.record.form, result.record.edition) == (form.id, form.edition)
    assert set(result.record.fields) == set(form.kinds())
    assert [slot for slot, answer in result.record.fields.items() if answer.value is not None] == []
    assert [b.id for b in result.record.blocks] == [b.id for b in form.blocks]
    assert all(block.empty for block in result.record.blocks)
    assert [rows for rows in result.record.rows.values() if rows] == []


@pytest.mark.needs("soffice")
@pytest.mark.needs("chinese-fonts")
def test_forms_printed_to_pdf_are_read_as_they_were_filled(tmp_path: Path) -> None:
    samples: dict[str, Record] = {}
    for form in editions("annex1-application"):
        for script, data in unmarked(form, 4)[1].items():
            (tmp_path / f"{form.edition}-{script}.docx").write_bytes(data)
    for number, form in enumerate(form for form in forms() if form.annex > 1):
        for turn, script in enumerate(SCRIPTS):
            data, samples[f"{form.id}-{script}"] = with_samples(form, (number + turn) % 2, script)
            (tmp_path / f"{form.id}-{script}.docx").write_bytes(data)
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "pdf"]
    files = sorted(map(str, tmp_path.glob("*.docx")))
    subprocess.run([*command, "--outdir", str(tmp_path), *files], check=True, capture_output=True, timeout=240)
    for form in editions("annex1-application"):
        for script in SCRIPTS:
            result = read_bytes((tmp_path / f"{form.edition}-{script}.pdf").read_bytes(), "filled.pdf")
            assert result.status == "complete"
            assert differences(result, form, 4) == [], (form.edition, script)
            assert all(a.evidence and a.evidence.page for a in result.record.fields.values() if a.raw)  # type: ignore[union-attr]
    for name, written in samples.items():
        assert_same(read_bytes((tmp_path / f"{name}.pdf").read_bytes(), "samples.pdf"), written)
