"""The command line of papers: ``python -m render check FILE...`` says where they leave GB/T 9704-2012.

``lint`` looks through a changed template, ``papers`` lists the catalogue.

Exit status: 0 where nothing deviates, 1 where something does or a file cannot be read, 2 for wrong usage.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from render.conformance import DEFAULTS, DocumentError, Report, Settings, check
from render.conformance.report import CERTAINTIES, FORMATS, Deviation
from render.papers.command import add_commands


def main(words: Sequence[str] | None = None) -> int:
    """The exit status; reports go to standard output, a line of JSON each with ``--json``."""
    asked = _parser().parse_args(words)
    if "run" in asked:
        return int(asked.run(asked))
    settings = replace(DEFAULTS, format=asked.format)
    worst = 0
    for path in asked.files:
        worst = max(worst, _one(Path(path), settings, asked.json))
    return worst


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m render", description="检查公文是否符合 GB/T 9704-2012。")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    checking = commands.add_parser("check", help="检查 .docx 或者 PDF")
    checking.add_argument("files", nargs="+", metavar="FILE")
    checking.add_argument(
        "--format", choices=sorted(FORMATS), help="letter 信函格式，document 文件格式；默认由文件本身判断"
    )
    checking.add_argument("--json", action="store_true", help="每个文件输出一行 JSON")
    add_commands(commands)
    return parser


def _one(path: Path, settings: Settings, as_json: bool) -> int:
    try:
        report = check(path.read_bytes(), path.name, settings)
    except OSError as error:
        return _refused(path, {"code": "unreadable-file", "message": str(error), "advice": ""}, as_json)
    except DocumentError as error:
        return _refused(path, error.to_json(), as_json)
    if as_json:
        print(json.dumps(report.to_json(), ensure_ascii=False))
    else:
        print("\n".join(_told(report)))
    return 0 if report.conforms else 1


def _refused(path: Path, error: dict[str, str], as_json: bool) -> int:
    if as_json:
        print(json.dumps({"name": path.name, "error": error}, ensure_ascii=False))
    else:
        print(f"{path.name}：{error['message']}{error['advice']}（{error['code']}）", file=sys.stderr)
    return 1


def _told(report: Report) -> list[str]:
    found = f"{len(report.deviations)} 处不符" if report.deviations else "没有发现不符之处"
    lines = [f"{report.name}：{FORMATS[report.format]}（{report.recognised_by}），{found}。"]
    lines += [_line(number, one) for number, one in enumerate(report.deviations, 1)]
    lines += [
        f"  替代字体：{one.official}以 {one.used} 代替（{'、'.join(one.elements)}）。" for one in report.substituted
    ]
    lines += [
        f"  缺字：{one.font or '字体'}没有“{one.character}”" + (f"，以 {one.shown_in} 显示。" if one.shown_in else "。")
        for one in report.missing_glyphs
    ]
    return lines + [f"  说明：{note}" for note in report.notes]


def _line(number: int, one: Deviation) -> str:
    page = f"第{one.place.page}页，" if one.place.page else ""
    basis = f"{one.clause}，{CERTAINTIES[one.certainty]}" + ("，推荐" if one.recommended else "")
    return f"  {number}. {page}{one.element}：{one.message}（实测 {one.measured}，要求 {one.demanded} {one.tolerance}；{basis}）".replace(" ；", "；")  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
