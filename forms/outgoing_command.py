"""``python -m forms outgoing PAPER.json [--programme ID] [--on DATE]``: the findings of a paper that is to go out."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

EXIT_JUDGED, EXIT_UNREAD = 0, 1


def add_outgoing(words: Any) -> None:
    """Add the subcommand to ``words``, the subparsers of ``python -m forms``; it runs as ``options.run(options)``."""
    says = "judge an outgoing paper, described as JSON, and print its findings"
    parser = words.add_parser("outgoing", help=says, description=says)
    parser.add_argument("paper", type=Path, metavar="PAPER.json")
    parser.add_argument("--programme", default="national", metavar="ID", help="default: national")
    parser.add_argument("--on", type=_day, default=None, metavar="DATE", help="the day of judging, today by default")
    parser.set_defaults(run=judge_outgoing)


def judge_outgoing(options: argparse.Namespace) -> int:
    """Print one JSON line with the paper as understood and its findings; what is wrong with the file goes to stderr."""
    from forms.check import check_outgoing
    from forms.outgoing import OutgoingPaper
    from forms.programme import UnknownProgramme, programme
    from forms.strict_json import MalformedJson, from_json, parsed, to_json

    try:
        rules = programme(options.programme)
        paper = from_json(OutgoingPaper, parsed(options.paper.read_text(encoding="utf-8-sig")))
    except OSError as error:
        return _unread(f"无法打开文件：{error.strerror or '读取失败'}。")
    except UnicodeDecodeError:
        return _unread("文件不是 UTF-8 编码的文字。")
    except (MalformedJson, UnknownProgramme) as error:
        return _unread(str(error))
    findings = [finding.to_json() for finding in check_outgoing(paper, rules, options.on or date.today())]
    print(json.dumps({"version": 1, "outgoing": to_json(paper), "findings": findings}, ensure_ascii=False))
    return EXIT_JUDGED


def _unread(message: str) -> int:
    print(message, file=sys.stderr)
    return EXIT_UNREAD


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write 2016-05-20") from None
