"""What a reader loads to tell one form: the definitions of that form's editions, and no others."""

import subprocess
import sys
from pathlib import Path

import pytest

from forms.registry import form
from render.blank import blank

SAYS = """
import sys
from extract.__main__ import main
main(["--on", "2016-05-20", sys.argv[1]])
loaded = [name.rpartition(".")[2] for name in sys.modules if name.startswith("forms.definitions.annex")]
print(*sorted(loaded), "forms.overlay" in sys.modules, file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("form_id", "loaded"),
    [
        ("annex1-application", "annex1_hubei_2016 annex1_national True"),
        ("annex2-evaluation-application", "annex2_national False"),
    ],
)
def test_a_form_is_read_without_loading_another_one(tmp_path: Path, form_id: str, loaded: str) -> None:
    (tmp_path / "blank.docx").write_bytes(blank(form(form_id, "national")))
    done = subprocess.run(
        [sys.executable, "-c", SAYS, tmp_path / "blank.docx"], capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stderr.strip() == loaded
