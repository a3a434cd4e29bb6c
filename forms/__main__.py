"""``python -m forms draft | check | outgoing``: editions drafted from official blanks and checked; outgoing papers judged."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import NoReturn

from forms.outgoing_command import add_outgoing

EXIT_DONE, EXIT_FAULTY, EXIT_USAGE = 0, 1, 2


def main(arguments: list[str] | None = None) -> int:
    """Run one subcommand; 0 where all is well, 1 for a file with faults, 2 for wrong usage."""
    options = _parser().parse_args(arguments)
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    status: int = options.run(options)
    return status


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(EXIT_USAGE, f"{self.prog}: {message}\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="python -m forms", description="Draft and check editions of the forms; judge outgoing papers."
    )
    words = parser.add_subparsers(required=True, metavar="COMMAND")
    says = "write an edition's TOML from an empty official Word blank, for a person to finish"
    drafting = words.add_parser("draft", help=says, description=says)
    drafting.add_argument("blank", type=Path, metavar="BLANK.docx")
    drafting.add_argument("--form", metavar="ID", help="which form it is, where its title does not say so")
    drafting.add_argument("--edition", default="new", metavar="ID", help="the id of the new edition")
    drafting.add_argument("--base", metavar="ID", help="the edition whose slots it takes; the best fit by default")
    drafting.add_argument("-o", "--output", type=Path, metavar="FILE", help="standard output by default")
    drafting.set_defaults(run=_draft)
    says = "list everything that is wrong with an edition's TOML"
    checking = words.add_parser("check", help=says, description=says)
    checking.add_argument("file", type=Path, metavar="FILE.toml")
    checking.set_defaults(run=_check)
    add_outgoing(words)
    return parser


def _draft(options: argparse.Namespace) -> int:
    """Write the draft; what was matched and what was not goes to standard error."""
    from extract.draft.blank import draft
    from extract.draft.toml_text import toml_text
    from extract.errors import DocumentError

    try:
        data = options.blank.read_bytes()
        made = draft(data, options.blank.name, options.edition, options.form, options.base)
        text = toml_text(made)
        if options.output:
            options.output.write_text(text, encoding="utf-8")
    except OSError as error:
        return _faulty(f"{error.filename}：{error.strerror or '读写失败'}。")
    except DocumentError as error:
        return _faulty(f"{error.message}{error.advice}")
    if not options.output:
        print(text, end="")
    _report(f"已对应 {len(made.matched)} 项：", made.matched)
    _report(f"未对应 {len(made.unmatched)} 项：", [f"{label.label}（{label.at}）" for label in made.unmatched])
    _report("", made.warnings)
    return EXIT_DONE


def _report(head: str, lines: tuple[str, ...] | list[str]) -> None:
    if head:
        print(head, file=sys.stderr)
    for line in lines:
        print(f"  {line}", file=sys.stderr)


def _check(options: argparse.Namespace) -> int:
    """Print the faults of an overlay one by one; what is still open is said, but is no fault of a draft."""
    from forms.overlay import OverlayError, parse

    try:
        overlay = parse(options.file.read_text(encoding="utf-8-sig"), options.file.name)
    except OSError as error:
        return _faulty(f"{options.file}：{error.strerror or '读取失败'}。")
    except UnicodeDecodeError:
        return _faulty(f"{options.file} 不是 UTF-8 编码的文字，请另存为 UTF-8。")
    except OverlayError as error:
        return _faulty(*(f"{error.name}：{fault}。" for fault in error.faults))
    state = "草稿，尚未启用" if overlay.draft else f"自 {overlay.in_force_from} 起启用"
    print(f"{options.file.name}：{overlay.form.id} {overlay.form.edition}，{state}，没有错误。")
    for label in overlay.open_labels:
        print(f"  未对应：{label.label}（{label.at}）")
    return EXIT_DONE


def _faulty(*messages: str) -> int:
    for message in messages:
        print(message, file=sys.stderr)
    return EXIT_FAULTY


if __name__ == "__main__":
    sys.exit(main())
