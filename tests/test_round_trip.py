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
from forms.record import Answer, BlockRecord, Record, SealMark, SignatureMark
from forms.registry import editions
from forms.schema import values_of
from forms.spec import Form
from forms.types import Date, Org, Person, Text
from forms.types.kind import Composite, Kind
from render.blank import blank
from render.forms_out import filled
from tests.applications import record_of, truth
from tests.truth import compare

ON = date(2026, 1, 1)
SCRIPTS: dict[str, Callable[[str], str]] = {"hans": str, "hant": OpenCC("s2tw").convert}
EDITIONS = pytest.mark.parametrize("form", editions("annex1-application"), ids=lambda form: f"{form.id}-{form.edition}")
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


@EDITIONS
@BOTH_SCRIPTS
@pytest.mark.parametrize("seed", [0, 3, 7])
def test_a_form_filled_in_word_is_read_as_it_was_filled(form: Form, script: str, seed: int) -> None:
    result = read_bytes(unmarked(form, seed)[1][script], "filled.docx")
    assert result.status == "complete"
    assert differences(result, form, seed) == []
    assert result.record is not None
    assert result.record.script == script


def own_samples(form: Form, number: int, convert: Callable[[str], str]) -> Record:
    """A record of the definition's own sample answers, one of each kind's in every slot."""

    def answer(kind: Kind | Composite) -> Answer:
        assert isinstance(kind, Kind)
        value = kind.samples()[number % len(kind.samples())]
        return Answer(value, kind.show(value) if isinstance(kind, Person) else convert(kind.show(value)))

    row = {rows.id: ({str(c.id): answer(c.kind) for c in rows.columns},) for rows in form.rows()}
    blocks = tuple(
        BlockRecord(b.id, answer(Org()), answer(Text()), answer(Date()), SignatureMark(False), SealMark(False))
        for b in form.blocks
    )
    fields = {slot: answer(kind) for slot, kind in form.kinds().items()}
    return Record(form.id, form.edition, "hans", fields, row, blocks)


@EDITIONS
@BOTH_SCRIPTS
@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_definitions_own_samples_come_back_from_its_own_form(form: Form, script: str, number: int) -> None:
    written = own_samples(form, number, SCRIPTS[script])
    read_back = read_bytes(filled(form, written, script), "samples.docx").record
    assert read_back is not None
    plain = replace(read_back, extra=())
    assert values_of(plain) == values_of(written)
    assert [slot for slot, answer in read_back.fields.items() if answer.needs_review] == []


@EDITIONS
def test_a_blank_is_its_own_edition_and_says_nothing(form: Form) -> None:
    result = read_bytes(blank(form), "blank.docx")
    assert result.record is not None
    assert (result.record.form, result.record.edition) == (form.id, form.edition)
    assert set(result.record.fields) == set(form.kinds())
    assert [slot for slot, answer in result.record.fields.items() if answer.value is not None] == []
    assert [b.id for b in result.record.blocks] == [b.id for b in form.blocks]
    assert all(block.empty for block in result.record.blocks)
    assert result.record.rows.get("plan", ()) == ()


@pytest.mark.needs("soffice")
@pytest.mark.needs("chinese-fonts")
def test_forms_printed_to_pdf_are_read_as_they_were_filled(tmp_path: Path) -> None:
    for form in editions("annex1-application"):
        for script, data in unmarked(form, 4)[1].items():
            (tmp_path / f"{form.edition}-{script}.docx").write_bytes(data)
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "pdf"]
    files = sorted(map(str, tmp_path.glob("*.docx")))
    subprocess.run([*command, "--outdir", str(tmp_path), *files], check=True, capture_output=True, timeout=240)
    for form in editions("annex1-application"):
        for script in SCRIPTS:
            result = read_bytes((tmp_path / f"{form.edition}-{script}.pdf").read_bytes(), "filled.pdf")
            assert result.status == "complete"
            assert differences(result, form, 4) == [], (form.edition, script)
            assert all(a.evidence and a.evidence.page for a in result.record.fields.values() if a.raw)  # type: ignore[union-attr]
