"""Writes the sample applications that the service offers: ``python -m tests.make_samples``.

Each is drawn from a seeded application with one thing made special, and lies in ``webhook/samples`` beside what
reading it must give. PDFs are made with LibreOffice.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from opencc import OpenCC

from extract.reading import read
from forms.programme import programme
from forms.record import Answer
from forms.registry import form
from render.forms_out import filled
from render.standard.stamp import Stamp
from tests.applications import Truth, record_of, truth
from tests.stamps import SEAL_MM, SIGNATURE_MM, seal, signature

FOLDER = Path(__file__).parent.parent / "webhook" / "samples"
PROGRAMME, ON = "hubei-2016", date(2021, 6, 1)
"""The samples are judged as applications to the Hubei programme, on a day after every date in them."""
_TRADITIONAL = OpenCC("s2tw")


@dataclass(frozen=True)
class Sample:
    """One sample: its file, what is special about it, and how it is made so."""

    file: str
    title: str
    special: str
    edition: str
    seed: int
    change: Callable[[Truth], None] = lambda said: None
    traditional: bool = False
    raw: tuple[tuple[str, str], ...] = ()
    """Slots that hold printed words instead of an answer."""


def _without_mark(block_id: str, mark: str) -> Callable[[Truth], None]:
    def change(said: Truth) -> None:
        for block in said.blocks:
            if block["id"] == block_id:
                block[mark] = False

    return change


def _wrong_code(said: Truth) -> None:
    code = said.fields["organization_code"]
    said.fields["organization_code"] = code[:9] + ("1" if code[9] != "1" else "2") + code[10:]


def _unsigned(said: Truth) -> None:
    for block in said.blocks:
        block["signed"] = block["sealed"] = False


SAMPLES = (
    Sample("complete.docx", "材料齐全（Word）", "各栏齐全，签字盖章齐全", "hubei-2016", 2),
    Sample("missing-seal.pdf", "保证单位未盖章（PDF）", "保证单位意见栏缺公章", "hubei-2016", 6, _without_mark("guarantor_unit", "sealed")),
    Sample("missing-signature.docx", "业务指导单位未签字（Word，繁体）", "业务指导单位意见栏缺签字", "national", 29, _without_mark("guiding_unit", "signed"), traditional=True),
    Sample("wrong-code.docx", "组织机构代码有误（Word）", "统一社会信用代码校验不通过", "national", 32, _wrong_code),
    Sample(
        "placeholders-left.docx",
        "保留占位内容和提示语（Word，仅电子稿）",
        "试点名称、试点时间未改，提示语未删，没有签字盖章",
        "hubei-2016",
        14,
        _unsigned,
        raw=(
            ("pilot_name", "XXXX管理（服务）综合标准化试点"),
            ("pilot_period", "2016年X月-201X年X月"),
            ("guiding_units", "（市州以上行业主管部门或标准化主管部门）"),
        ),
    ),
    Sample("several-units.pdf", "多个参加单位（PDF，繁体）", "两个参加单位，各有意见、签字和公章", "national", 21, traditional=True),
    Sample("to-check.pdf", "有待核对的写法（PDF）", "填报日期不存在，邮政编码里写了字母", "national", 40, raw=(("filed_on", "2016年2月30日"), ("postcode", "43OO15"))),
)  # fmt: skip


def drawn(sample: Sample) -> tuple[bytes, Truth]:
    """The sample as .docx bytes, and what it says."""
    definition = form("annex1-application", sample.edition)
    said = truth(definition, sample.seed)
    sample.change(said)
    record = record_of(definition, said, _TRADITIONAL.convert if sample.traditional else str)
    fields = {**record.fields, **{slot: Answer(None, words) for slot, words in sample.raw}}
    said.fields.update({slot: None for slot, _ in sample.raw})
    marks = {number: list(_stamps(block, number)) for number, block in enumerate(said.blocks)}
    script = "hant" if sample.traditional else "hans"
    return filled(definition, replace(record, fields=fields), script, marks), said


def _stamps(block: dict[str, Any], number: int) -> Iterator[Stamp]:
    if block["signed"]:
        yield Stamp(signature(number + 3), SIGNATURE_MM)
    if block["sealed"]:
        yield Stamp(seal(block["unit"], number), SEAL_MM, floating=True)


def expected(data: bytes, name: str) -> dict[str, Any]:
    """What reading ``data`` gives, less the places: values, marks and findings."""
    result = read(data, name, programme=programme(PROGRAMME), on=ON)[0].to_json()
    return slim(result)


def slim(result: dict[str, Any]) -> dict[str, Any]:
    """A result without evidence, scores and messages: what must not change."""

    def bare(node: Any) -> Any:
        if isinstance(node, dict):
            dropped = ("evidence", "score", "message", "basis", "sha256", "printed", "raw", "file")
            return {key: bare(value) for key, value in node.items() if key not in dropped}
        return [bare(item) for item in node] if isinstance(node, list) else node

    kept: dict[str, Any] = bare(result)
    return kept


def to_pdf(files: list[Path], folder: Path) -> None:
    with tempfile.TemporaryDirectory() as profile:
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{profile}", "--convert-to", "pdf"]
        subprocess.run([*command, "--outdir", str(folder), *map(str, files)], check=True, capture_output=True)


def main() -> int:
    """Write every sample, its expected result and the index; report values that differ from the truth."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        drafts = {}
        for sample in SAMPLES:
            draft = Path(scratch) / f"{Path(sample.file).stem}.docx"
            draft.write_bytes(drawn(sample)[0])
            drafts[sample.file] = draft
        to_pdf([draft for file, draft in drafts.items() if file.endswith(".pdf")], Path(scratch))
        for file, draft in drafts.items():
            (FOLDER / file).write_bytes(draft.with_suffix(Path(file).suffix).read_bytes())
    for sample in SAMPLES:
        path = FOLDER / sample.file
        text = json.dumps(expected(path.read_bytes(), sample.file), ensure_ascii=False, indent=1)
        path.with_suffix(".expected.json").write_text(text + "\n", encoding="utf-8")
    (FOLDER / "index.toml").write_text("".join(map(_entry, SAMPLES)), encoding="utf-8")
    return 0


def _entry(sample: Sample) -> str:
    return f'[[sample]]\nfile = "{sample.file}"\ntitle = "{sample.title}"\nspecial = "{sample.special}"\nprogramme = "{PROGRAMME}"\n\n'


if __name__ == "__main__":
    sys.exit(main())
