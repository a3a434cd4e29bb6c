"""Writes the documentation pages that follow from the code: ``python -m tests.write_docs``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from extract.errors import ADVICE
from forms.finding import CODES
from tests.rules_page import rules_page
from webhook.app import create_app, machinery
from webhook.config import Config

DOCS = Path(__file__).parent.parent / "docs"


def codes_page() -> str:
    """docs/codes.md: every code of findings, doubts and errors, with what it says."""
    lines = [
        "# Codes",
        "",
        "Written by `python -m tests.write_docs`.",
        "",
        "## Findings and doubts",
        "",
        "A doubt is a code in an answer's `doubts`; as a finding it stands at the same place.",
        "",
        "| code | 说明 |",
        "|-|-|",
        *(f"| `{code}` | {title} |" for code, title in CODES.items()),
        "",
        "## Errors",
        "",
        "Bytes that cannot be read; the original is kept all the same.",
        "",
        "| code | 建议 |",
        "|-|-|",
        *(f"| `{code}` | {advice} |" for code, advice in ADVICE.items()),
        "",
    ]
    return "\n".join(lines)


def http_page() -> str:
    """docs/http.md: every operation of the API, from its own description."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Config(data=Path(folder)))
        spec = app.test_client().get("/api/v1/openapi.json").get_json()
        machinery(app).store.close()
    operations = [
        f"| {method.upper()} | `{path}` | {operation['summary']} |"
        for path, item in spec["paths"].items()
        for method, operation in item.items()
        if method != "parameters"
    ]
    lines = [
        "# The HTTP API",
        "",
        "Written by `python -m tests.write_docs`. The whole description, OpenAPI 3.1, is served at",
        "`/api/v1/openapi.json` and shown at `/api/v1/docs`. Every call carries `Authorization: Bearer TOKEN`, a delivered",
        'mail its signature; errors are `{"error": {"code", "message", "advice"}}`. Changes name the state they start from',
        "in `If-Match`.",
        "",
        "| method | path | what it does |",
        "|-|-|-|",
        *operations,
        "",
    ]
    return "\n".join(lines)


PAGES = {"codes.md": codes_page, "http.md": http_page, "rules.md": rules_page}


def main() -> int:
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
