"""The process that lays out and binds files from outside: one task on standard input, its answer on standard output."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pikepdf

from render.bundles.picture import PictureError, picture_pages
from render.process_limits import limit

MEMORY_BYTES = 2_000_000_000
CPU_SECONDS = 240
MOST_PAGES = 5_000


class _Unreadable(Exception):
    """The message says which file, and why."""


@contextmanager
def _opened(file: str, name: str) -> Iterator[pikepdf.Pdf]:
    try:
        # read as it is needed: mapped into memory, a package of large scans would pass the limit
        pdf = pikepdf.open(file, access_mode=pikepdf.AccessMode.stream)
    except pikepdf.PasswordError as error:
        raise _Unreadable(f"“{name}”设有密码，不能装订。请取消密码后重新报送。") from error
    except pikepdf.PdfError as error:
        raise _Unreadable(f"“{name}”的 PDF 已损坏，不能装订。请重新扫描后报送。") from error
    with pdf:
        yield pdf


def lay_out(asked: dict[str, Any]) -> dict[str, Any]:
    """Each source as a PDF with the place of its pages in it."""
    laid = []
    for number, source in enumerate(asked["sources"]):
        name, file = source["name"], source["file"]
        if source["kind"] == "picture":
            target = Path(asked["folder"]) / f"picture-{number}.pdf"
            try:
                picture_pages(Path(file), target)
            except PictureError as error:
                raise _Unreadable(f"“{name}”的图片不能装订：{error}。请另存为 PDF 后重新报送。") from error
            file = str(target)
        with _opened(file, name) as pdf:
            laid.append({"file": file, "first": source["first"], "count": _count(pdf, source)})
    return {"laid": laid}


def _count(pdf: pikepdf.Pdf, source: dict[str, Any]) -> int:
    pages = len(pdf.pages)
    last = source["last"] or pages
    if not 1 <= source["first"] <= last <= pages:
        raise _Unreadable(f"“{source['name']}”共{pages}页，没有第{source['first']}至{last}页。请核对原件。")
    return int(last - source["first"] + 1)


def bind(asked: dict[str, Any]) -> dict[str, Any]:
    """Write the pieces to the target."""
    pieces, target = asked["pieces"], Path(asked["target"])
    counts = [piece["count"] for piece in pieces]
    if sum(counts) > MOST_PAGES:
        raise _Unreadable(f"一份报送材料超过{MOST_PAGES}页。请减少一次报送的试点。")
    loose = target.with_suffix(".loose")
    _gather(pieces, loose)
    try:
        with _opened(str(loose), asked["title"]) as made:
            _finish(made, asked, [sum(counts[:n]) for n in range(len(counts))])
            return {"pages": len(made.pages)}
    finally:
        loose.unlink()


def _gather(pieces: list[dict[str, Any]], target: Path) -> None:
    """Write all pages to one file, each stream straight from its own: the library would hold copies in memory."""
    ranges = []
    for piece in pieces:
        ranges += [piece["file"], f"{piece['first']}-{piece['first'] + piece['count'] - 1}"]
    keep = ["--stream-data=preserve", "--object-streams=disable", "--remove-unreferenced-resources=no"]
    quiet = ["--no-warn", "--warning-exit-0", "--deterministic-id"]
    try:
        pikepdf.Job(["bundle", *quiet, *keep, "--empty", "--pages", *ranges, "--", str(target)]).run()
    except (pikepdf.PdfError, pikepdf.JobUsageError) as error:
        raise _Unreadable("各件不能装订为一册。请重新扫描后报送。") from error


def _finish(made: pikepdf.Pdf, asked: dict[str, Any], begins: list[int]) -> None:
    """Add what the print has beside its pages, and write it; a stream is written as it came."""
    for page in made.pages:
        if "/AA" in page:
            del page["/AA"]  # what a page does when it is opened is no part of how it is printed
    _bookmark(made, asked["pieces"], begins)
    made.docinfo["/Title"] = asked["title"]
    made.Root.PageMode = pikepdf.Name.UseOutlines
    made.save(
        asked["target"],
        deterministic_id=True,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )


def _bookmark(made: pikepdf.Pdf, pieces: list[dict[str, Any]], begins: list[int]) -> None:
    with made.open_outline() as outline:
        main = outline.root
        for piece, begin in zip(pieces, begins, strict=True):
            if not piece["title"]:
                continue
            item = pikepdf.OutlineItem(piece["title"], begin, "Fit")
            under = main[-1].children if piece["depth"] and main else main
            under.append(item)


def main() -> None:
    """Answer the one task; what nobody foresaw ends the process without an answer."""
    asked = json.load(sys.stdin.buffer)
    limit(MEMORY_BYTES, CPU_SECONDS, may_write=True)
    tasks = {"lay-out": lay_out, "bind": bind}
    try:
        answer = tasks[asked["task"]](asked)
    except _Unreadable as error:
        answer = {"error": str(error)}
    sys.stdout.write(json.dumps(answer, ensure_ascii=True))


if __name__ == "__main__":
    main()
