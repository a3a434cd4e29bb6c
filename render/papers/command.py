"""``python -m render lint FILE --paper D05`` and ``python -m render papers``: templates looked through, the catalogue listed."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

EXIT_CLEAN, EXIT_FAULTS = 0, 1


def add_commands(words: Any) -> None:
    """Add both subcommands to ``words``, the subparsers of ``python -m render``; they run as ``asked.run(asked)``."""
    says = "检查改动过的模板"
    linting = words.add_parser("lint", help=says, description=says)
    linting.add_argument("file", type=Path, metavar="FILE")
    linting.add_argument(
        "--paper", required=True, metavar="ID", help="文书编号，如 D05；python -m render papers 列出全部"
    )
    linting.add_argument("--layout", choices=("信函", "文件"), help="默认为该文书的通常格式")
    linting.add_argument("--json", action="store_true", help="输出 JSON")
    linting.set_defaults(run=run_lint)
    says = "列出全部文书"
    listing = words.add_parser("papers", help=says, description=says)
    listing.add_argument("--json", action="store_true", help="输出 JSON，含每种文书所需要素的 JSON Schema")
    listing.set_defaults(run=run_papers)


def run_lint(asked: argparse.Namespace) -> int:
    """Print every fault of the template; status 1 where there is one or the file or paper is not there."""
    from render.errors import RenderError
    from render.papers.catalogue import paper
    from render.papers.kinds import Format
    from render.papers.lint import lint

    try:
        known = paper(asked.paper)
        faults = lint(asked.file.read_bytes(), known, Format(asked.layout) if asked.layout else None)
    except OSError as error:
        print(f"无法打开{asked.file.name}：{error.strerror or '读取失败'}。", file=sys.stderr)
        return EXIT_FAULTS
    except RenderError as error:
        print(error.message, file=sys.stderr)
        return EXIT_FAULTS
    if asked.json:
        print(json.dumps({"paper": known.id, "faults": [fault.to_json() for fault in faults]}, ensure_ascii=False))
    else:
        found = f"有{len(faults)}处问题" if faults else "可以使用"
        print(
            "\n".join([f"{asked.file.name}（{known.id} {known.name}）：{found}。", *(f"  {f.message}" for f in faults)])
        )
    return EXIT_FAULTS if faults else EXIT_CLEAN


def run_papers(asked: argparse.Namespace) -> int:
    """Print the catalogue, a paper a line."""
    from render.papers.catalogue import PAPERS

    for known in PAPERS:
        if asked.json:
            layouts = [layout.value for layout in known.formats]
            print(
                json.dumps(
                    {"id": known.id, "name": known.name, "formats": layouts, "facts": known.schema()},
                    ensure_ascii=False,
                )
            )
        else:
            print(f"{known.id}\t{known.name}\t{'、'.join(known.types)}\t{'、'.join(known.formats)}")
    return EXIT_CLEAN
