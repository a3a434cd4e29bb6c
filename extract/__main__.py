"""``python -m extract [--form ID] [--programme ID] [--on DATE] [--editions DIR] [--package] [--facts …] FILE...``.

One JSON line for each document read; with ``--package`` one more for all of them together.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from extract.errors import DocumentError
from extract.limits import DEFAULT_LIMITS
from forms.outside import NONE, OutsideFacts

if TYPE_CHECKING:
    from extract.reading import Result
    from forms.programme import Programme

EXIT_READ, EXIT_FAILED, EXIT_USAGE = 0, 1, 2


def main(arguments: list[str] | None = None) -> int:
    """Read each file and print its results as JSON Lines; the contract's exit status."""
    options = _parser().parse_args(arguments)
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    on = options.on or date.today()
    if options.editions:
        _use_editions(options.editions)
    failed = False
    together: list[Result] = []
    for name in options.files:
        for result in _read(name, options.form, options.programme, on):
            judged = replace(_with_facts(result, options.programme, on, options.facts), file=_told(name))
            _print(judged.to_json())
            failed |= judged.status == "failed"
            together += [judged] if options.package else []
    if options.package:
        from extract.together import package_line

        _print(package_line(together, options.programme, on, options.facts or NONE))
    return EXIT_FAILED if failed else EXIT_READ


def _use_editions(folder: Path) -> None:
    """Read the office's own editions in ``folder`` too; a file that is none is named on standard error."""
    from forms import registry

    registry.use(folder)
    for _, message in registry.faulty():
        print(message, file=sys.stderr)


def _print(line: dict[str, Any]) -> None:
    print(json.dumps(line, ensure_ascii=False), flush=True)


def _told(name: str) -> str:
    """A file's name as given; one whose bytes are no UTF-8 is told as GB 18030, else with marks for what is not known."""
    given = os.fsencode(name)
    for encoding in ("utf-8", "gb18030"):
        try:
            return given.decode(encoding)
        except UnicodeDecodeError:
            continue
    return given.decode("utf-8", "replace")


def _with_facts(result: Result, programme: Programme, on: date, facts: OutsideFacts | None) -> Result:
    """The result with its form judged by what is known beside it too."""
    if facts is None or result.record is None:
        return result
    from forms.check import check

    return replace(result, findings=check(result.record, programme, on, facts=facts))


def _read(name: str, form_id: str | None, programme: Programme, on: date) -> tuple[Result, ...]:
    from extract.reading import Result, crashed, read

    try:
        path = Path(name)
        if path.stat().st_size > DEFAULT_LIMITS.file_bytes:
            return (_refused(path, DocumentError("file-too-large", f"文件超过{DEFAULT_LIMITS.file_bytes >> 20}MB。")),)
        data = path.read_bytes()
    except OSError as error:
        message = f"无法打开文件：{error.strerror or '读取失败'}。"
        refused = DocumentError("damaged-document", message, "请检查文件路径和读取权限。")
        return (Result(name, hashlib.sha256(b"").hexdigest(), "failed", None, error=refused),)
    try:
        return read(data, name, form_id=form_id, programme=programme, on=on)
    except Exception:  # noqa: BLE001 - whatever it is, a bad file never ends the run
        return (Result(name, hashlib.sha256(data).hexdigest(), "failed", None, error=crashed()),)


def _refused(path: Path, error: DocumentError) -> Result:
    from extract.reading import Result

    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return Result(str(path), digest, "failed", None, error=error)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(EXIT_USAGE, f"{self.prog}: {message}\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m extract", description="Read filled forms and print what they say as JSON Lines.")
    parser.add_argument("--form", type=_form, metavar="ID", help="take every file for this form")
    parser.add_argument("--programme", type=_programme, default="national", metavar="ID", help="default: national")
    parser.add_argument("--on", type=_day, default=None, metavar="DATE", help="the day of judging, today by default")
    parser.add_argument("--editions", type=_folder, metavar="DIR", help="a folder of the office's own editions")
    parser.add_argument("--package", action="store_true", help="judge all files together too, by pilot")
    parser.add_argument("--facts", type=_facts, default=None, metavar="FACTS.json", help="what no paper says")
    parser.add_argument("files", nargs="+", metavar="FILE")
    return parser


def _form(text: str) -> str:
    from forms.registry import forms

    known = sorted({form.id for form in forms()})
    if text not in known:
        raise argparse.ArgumentTypeError(f"unknown form {text!r}; there are {', '.join(known)}")
    return text


def _folder(text: str) -> Path:
    folder = Path(text)
    if not folder.is_dir():
        raise argparse.ArgumentTypeError(f"{text!r} is no folder")
    return folder


def _programme(text: str) -> Programme:
    from forms.programme import UnknownProgramme, programme

    try:
        return programme(text)
    except UnknownProgramme as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _facts(path: str) -> OutsideFacts:
    from forms.strict_json import MalformedJson, from_json, parsed

    try:
        return from_json(OutsideFacts, parsed(Path(path).read_text(encoding="utf-8-sig")))
    except OSError as error:
        raise argparse.ArgumentTypeError(f"无法打开 {path}：{error.strerror or '读取失败'}。") from None
    except UnicodeDecodeError:
        raise argparse.ArgumentTypeError(f"{path} 不是 UTF-8 编码的文字。") from None
    except MalformedJson as error:
        raise argparse.ArgumentTypeError(f"{path}：{error}") from None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write 2016-05-20") from None


def _command() -> int:
    """``main``, ended without a word where whoever takes the lines goes away (``| head``)."""
    try:
        return main()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_FAILED


if __name__ == "__main__":
    sys.exit(_command())
