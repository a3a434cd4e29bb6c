"""The samples that come with the product say what lies beside them."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from extract.reading import Result, read
from forms.programme import programme
from tests.make_samples import FOLDER, ON, PROGRAMME, SAMPLES, Sample, drawn, slim
from tests.truth import compare

INDEX = tomllib.loads((FOLDER / "index.toml").read_text(encoding="utf-8"))["sample"]


def read_sample(name: str) -> Result:
    return read((FOLDER / name).read_bytes(), name, programme=programme(PROGRAMME), on=ON)[0]


def expected(name: str) -> Any:
    return json.loads((FOLDER / name).with_suffix(".expected.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", [sample.file for sample in SAMPLES])
def test_a_sample_gives_the_result_that_lies_beside_it(name: str) -> None:
    assert slim(read_sample(name).to_json()) == expected(name)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: str(sample.file))
def test_every_value_of_a_sample_is_what_was_written_into_it(sample: Sample) -> None:
    record = read_sample(sample.file).record
    assert record is not None
    wrong = [c for c in compare(record, drawn(sample)[1]) if not c.right]
    assert wrong == []


def test_the_index_names_every_sample_and_nothing_else() -> None:
    listed = {entry["file"] for entry in INDEX}
    assert listed == {sample.file for sample in SAMPLES}
    assert listed == {path.name for path in FOLDER.iterdir() if path.suffix in (".docx", ".pdf")}


@pytest.mark.parametrize(
    ("name", "faults"),
    [
        ("complete.docx", []),
        ("several-units.pdf", []),
        ("missing-seal.pdf", [("block", "seal-missing", "blocks[2].seal")]),
        ("missing-signature.docx", [("block", "signature-missing", "blocks[3].signature")]),
        ("wrong-code.docx", [("warn", "code-invalid", "fields.organization_code")]),
    ],
)
def test_a_sample_has_the_one_fault_it_is_made_for(name: str, faults: list[tuple[str, str, str]]) -> None:
    found = [(f.severity.value, f.code, f.where) for f in read_sample(name).findings]
    assert found == faults


def test_samples_are_small_enough_to_travel_with_the_product() -> None:
    assert all(Path(FOLDER / sample.file).stat().st_size < 600_000 for sample in SAMPLES)
