"""One form as the office gets it twice, read by the command from end to end."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from extract.__main__ import main
from forms.registry import form as definition
from render.forms_out import filled
from tests.applications import record_of, truth
from tests.test_round_trip import SCRIPTS

FORM = definition("annex1-application", "hubei-2016")


@pytest.mark.needs("soffice")
@pytest.mark.needs("chinese-fonts")
def test_word_and_pdf_confirm_each_other_also_across_scripts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = truth(FORM, 4)
    for script, convert in SCRIPTS.items():
        (tmp_path / f"{script}.docx").write_bytes(filled(FORM, record_of(FORM, said, convert), script))
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "pdf"]
    files = [str(tmp_path / f"{script}.docx") for script in SCRIPTS]
    subprocess.run([*command, "--outdir", str(tmp_path), *files], check=True, capture_output=True, timeout=240)
    for word in SCRIPTS:
        for pdf in SCRIPTS:
            given = [str(tmp_path / f"{word}.docx"), str(tmp_path / f"{pdf}.pdf")]
            main(["--package", "--on", "2026-01-01", *given])
            line = json.loads(capsys.readouterr().out.splitlines()[-1])
            (pair,) = line["deliveries"]
            assert (pair["papers"], pair["differing"], pair["review"]["pair"]["marked"]) == ([0, 1], [], 0)
            assert pair["fields"]["pilot_name"]["evidence"]["reader"] == "docx"
            assert pair["fields"]["pilot_name"]["beside"]["evidence"]["reader"] == "pdf"
            assert line["package"]["pilots"][0]["papers"] == [0, 1]


@pytest.mark.needs("soffice")
@pytest.mark.needs("chinese-fonts")
def test_a_value_changed_in_one_of_them_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = truth(FORM, 4)
    (tmp_path / "a.docx").write_bytes(filled(FORM, record_of(FORM, said)))
    said.fields["contact_name"] = "钱学礼"
    (tmp_path / "b.docx").write_bytes(filled(FORM, record_of(FORM, said)))
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / "b.docx")], check=True, capture_output=True)
    main(["--package", "--on", "2026-01-01", str(tmp_path / "a.docx"), str(tmp_path / "b.pdf")])
    (pair,) = json.loads(capsys.readouterr().out.splitlines()[-1])["deliveries"]
    assert pair["differing"] == ["fields.contact_name"]
    (found,) = [f for f in pair["findings"] if f["code"] == "deliveries-differ"]
    assert (found["where"], found["severity"]) == ("fields.contact_name", "warn")
    assert "PDF文件为“钱学礼" in found["message"]
