"""Writes the documentation pages that follow from the code: ``python -m tests.write_docs``."""

from __future__ import annotations

import sys
from pathlib import Path

from extract.errors import ADVICE
from forms.finding import CODES

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


def main() -> int:
    (DOCS / "codes.md").write_text(codes_page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
