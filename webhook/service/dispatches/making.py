"""The making of a package: the print of every copy and the zip, out of originals and made sheets, file by file."""

from __future__ import annotations

import hashlib
import io
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from extract.errors import DocumentError
from forms.law import chinese_number
from render.bundles.bundle import PDF, PICTURE, Laid, Piece, Source, bind, lay_out
from render.bundles.sheets import Chapter, Contents, Entry, contents_sheet, divider_sheet
from render.errors import RenderError
from webhook.service.dispatches.kinds import enclosure_name
from webhook.service.dispatches.manifest import Pages, manifest, write_archive
from webhook.service.dispatches.originals import WORD, Original
from webhook.service.dispatches.plan import DispatchPlan, LetterFileUsed
from webhook.service.problems import Refused
from webhook.store.blobs import Blob, Blobs
from webhook.store.dispatches import ARCHIVE, AS_PDF, LETTER, ORIGINAL, PRINT, SHEET

CONTENTS = "目录"
_ATTEMPTS = 3
"""Contents are laid out anew while their own length moves the pages that they name."""
_BY_WORD = "标“Word 打印”的，是用 LibreOffice 打印的 Word 文件，字体和分页可能与原文件不同；原文件在压缩包内"
_AS_THEY_ARE = "各件均为收到的原件，按原样逐页复制，未作改动；页码为本册第几页"
_UNSEALED = "公函尚无盖章扫描件，所附为其 Word 打印件，打印后加盖印章"


class Printed(Protocol):
    """A PDF made of a Word file."""

    @property
    def data(self) -> bytes: ...


ToPdf = Callable[[Sequence[bytes]], Sequence[Printed]]


def printed_pages(documents: Sequence[bytes]) -> Sequence[Printed]:
    """Each Word file as a PDF, through LibreOffice; raises as :func:`render.pdf.to_pdf`."""
    from render.pdf import to_pdf

    return to_pdf(documents)


@dataclass(frozen=True)
class MadeFile:
    """A file of the package, kept; ``result_id`` of an original, ``pages`` where they count."""

    role: str
    name: str
    sha256: str
    size: int
    result_id: str | None = None
    pages: int | None = None


@dataclass(frozen=True)
class MadePackage:
    manifest: dict[str, Any]
    binding: list[list[dict[str, Any]]]
    files: tuple[MadeFile, ...]


@dataclass(frozen=True)
class _Member:
    """One paper of the print: its kept bytes, how they become pages, and what the contents say of it."""

    name: str
    sha256: str
    format: str
    title: str
    how: str
    first: int = 1
    last: int | None = None


class DispatchMaker:
    def __init__(self, blobs: Blobs, to_pdf: ToPdf) -> None:
        """``to_pdf`` turns Word files into PDFs, all in one call."""
        self._blobs = blobs
        self._to_pdf = to_pdf

    def make(self, plan: DispatchPlan, replaces: str | None, reason: str) -> MadePackage:
        """The package of a plan that lacks nothing. Raises :class:`Refused` where a file makes no pages, or where
        LibreOffice is missing or fails."""
        try:
            with tempfile.TemporaryDirectory(prefix="dispatch-") as folder:
                return _Making(self._blobs, self._to_pdf, plan, Path(folder)).package(replaces, reason)
        except (RenderError, DocumentError) as error:
            advice = getattr(error, "advice", "") or "请更正后重新制作报送材料。"
            raise Refused(error.code, error.message, advice) from error

    def again(self, told: Mapping[str, Any], binding: Sequence[Sequence[Mapping[str, Any]]]) -> Iterator[str]:
        """The hashes of every copy's print and of the zip, made anew of what was frozen, in this order.

        Raises :class:`Refused` as :meth:`make`; nothing is printed from Word again.
        """
        with tempfile.TemporaryDirectory(prefix="dispatch-") as folder:
            target = Path(folder) / "made"
            for copy in binding:
                try:
                    _bound(self._blobs, copy, told["title"], target)
                except RenderError as error:
                    raise Refused(error.code, error.message, "请联系管理员从备份恢复。") from error
                yield _hash(target)
            write_archive(told, self._blobs, target)
            yield _hash(target)


class _Making:
    def __init__(self, blobs: Blobs, to_pdf: ToPdf, plan: DispatchPlan, folder: Path) -> None:
        assert plan.letter is not None
        assert plan.cover is not None
        self._blobs, self._to_pdf, self._plan, self._folder = blobs, to_pdf, plan, folder
        self._letter, self._cover = plan.letter, plan.cover
        self._files: list[MadeFile] = []

    def package(self, replaces: str | None, reason: str) -> MadePackage:
        cover = _cover_member(self._cover, self._letter.title)
        chapters = [
            [_original_member(one.original) for one in pilot.papers if one.original] for pilot in self._plan.pilots
        ]
        members = self._printed([cover, *(member for chapter in chapters for member in chapter)])
        laid = self._laid(members)
        counts = [one.count for one in laid]
        papers = [original.result_id for original in self._plan.originals]
        pages = Pages(counts[0], dict(zip(papers, counts[1:], strict=True)))
        told = manifest(self._plan, pages, replaces, reason)
        binding = self._binding(members, counts, [len(chapter) for chapter in chapters])
        self._keep_members(pages)
        self._print(binding)
        self._archive(told)
        return MadePackage(told, binding, tuple(self._files))

    # -- originals -----------------------------------------------------------------

    def _printed(self, members: list[_Member]) -> list[_Member]:
        """The members with every Word file as the PDF that was made of it, kept."""
        words = [place for place, member in enumerate(members) if member.format == WORD]
        made = self._to_pdf([self._blobs.get(members[place].sha256) for place in words]) if words else []
        for place, one in zip(words, made, strict=True):
            member = members[place]
            kept = self._keep(AS_PDF, f"{member.name}.pdf", one.data)
            members[place] = replace(member, sha256=kept.sha256, format=PDF)
        return members

    def _laid(self, members: Sequence[_Member]) -> list[Laid]:
        return lay_out(
            [Source(self._blobs.existing(m.sha256), m.format, m.name, m.first, m.last) for m in members], self._folder
        )

    def _keep_members(self, pages: Pages) -> None:
        cover, title = self._cover, self._letter.title
        size = self._blobs.existing(cover.sha256).stat().st_size
        self._files.append(
            MadeFile(LETTER, f"{title}{Path(cover.name).suffix}", cover.sha256, size, None, pages.letter)
        )
        for one in self._plan.originals:
            count = pages.originals[one.result_id]
            self._files.append(MadeFile(ORIGINAL, one.name, one.sha256, one.size, one.result_id, count))

    # -- sheets and order ----------------------------------------------------------

    def _binding(
        self, members: Sequence[_Member], counts: Sequence[int], lengths: Sequence[int]
    ) -> list[list[dict[str, Any]]]:
        """For every copy the pieces in their order: contents, letter, and each pilot's divider and papers."""
        entries = [Entry(m.title, m.how, count) for m, count in zip(members, counts, strict=True)]
        chapters = list(self._chapters(entries[1:], lengths))
        dividers = self._sheets(
            [(f"隔页{n}", divider_sheet(chapter, n)) for n, chapter in enumerate(chapters, 1)]
        )  # fmt: skip
        contents = self._contents(entries[0], chapters, [count for _, count in dividers])
        body = [_piece(members[0], counts[0], members[0].title, 0)]
        place = 1
        for number, (chapter, (sheet, count)) in enumerate(zip(chapters, dividers, strict=True), 1):
            body.append(_sheet_piece(sheet, count, f"{chinese_number(number)}、{chapter.name}"))
            for _ in chapter.entries:
                body.append(_piece(members[place], counts[place], members[place].title, 1))
                place += 1
        return [[_sheet_piece(sheet, count, CONTENTS), *body] for sheet, count in contents]

    def _chapters(self, entries: Sequence[Entry], lengths: Sequence[int]) -> Iterator[Chapter]:
        left = iter(entries)
        for pilot, length in zip(self._plan.pilots, lengths, strict=True):
            yield Chapter(pilot.name, pilot.unit, tuple(next(left) for _ in range(length)))

    def _contents(
        self, letter: Entry, chapters: Sequence[Chapter], dividers: Sequence[int]
    ) -> list[tuple[MadeFile, int]]:
        """The contents of every copy, once the pages that they name are where they say."""
        length = 1
        for _ in range(_ATTEMPTS):
            contents = self._numbered(letter, chapters, dividers, length)
            copies = range(1, self._plan.copies + 1)
            sheets = self._sheets([(f"目录 第{copy}份", contents_sheet(contents, copy)) for copy in copies])
            if {count for _, count in sheets} == {length}:
                return sheets
            length = max(count for _, count in sheets)
            self._files = [file for file in self._files if file not in [sheet for sheet, _ in sheets]]
        raise RenderError("bundle-stopped", "目录的页码无法确定。请减少一次报送的试点。")

    def _numbered(self, letter: Entry, chapters: Sequence[Chapter], dividers: Sequence[int], length: int) -> Contents:
        begins = length + 1
        cover = replace(letter, begins=begins)
        begins += letter.pages
        numbered = []
        for chapter, divider in zip(chapters, dividers, strict=True):
            first, entries = begins, []
            begins += divider
            for entry in chapter.entries:
                entries.append(replace(entry, begins=begins))
                begins += entry.pages
            numbered.append(replace(chapter, entries=tuple(entries), begins=first))
        about = (self._plan.kind.title, self._letter.issuer, self._plan.number, self._plan.copies)
        return Contents(*about, cover, tuple(numbered), tuple(self._notes()))

    def _notes(self) -> Iterator[str]:
        yield f"{_AS_THEY_ARE}。"
        if any(original.format == WORD for original in self._plan.originals):
            yield f"{_BY_WORD}。"
        if not self._cover.is_scan:
            yield f"{_UNSEALED}。"

    def _sheets(self, sheets: Sequence[tuple[str, bytes]]) -> list[tuple[MadeFile, int]]:
        """The sheets as PDFs, kept, and how many pages each has."""
        made = self._to_pdf([docx for _, docx in sheets])
        kept = [self._keep(SHEET, f"{name}.pdf", one.data) for (name, _), one in zip(sheets, made, strict=True)]
        laid = lay_out([Source(self._blobs.existing(file.sha256), PDF, file.name) for file in kept], self._folder)
        return [(file, one.count) for file, one in zip(kept, laid, strict=True)]

    # -- what comes out ------------------------------------------------------------

    def _print(self, binding: Sequence[Sequence[Mapping[str, Any]]]) -> None:
        for copy, pieces in enumerate(binding, 1):
            target = self._folder / "print.pdf"
            pages = _bound(self._blobs, pieces, self._plan.kind.title, target)
            self._keep_file(PRINT, f"{self._plan.kind.title} 第{copy}份.pdf", target, pages)

    def _archive(self, told: Mapping[str, Any]) -> None:
        target = self._folder / "archive.zip"
        write_archive(told, self._blobs, target)
        self._keep_file(ARCHIVE, f"{self._plan.kind.title}.zip", target, None)

    def _keep(self, role: str, name: str, data: bytes) -> MadeFile:
        return self._kept(role, name, self._blobs.put(io.BytesIO(data)), None)

    def _keep_file(self, role: str, name: str, file: Path, pages: int | None) -> None:
        with file.open("rb") as stream:
            self._kept(role, name, self._blobs.put(stream), pages)

    def _kept(self, role: str, name: str, blob: Blob, pages: int | None) -> MadeFile:
        made = MadeFile(role, name, blob.sha256, blob.size, None, pages)
        self._files.append(made)
        return made


def _cover_member(cover: LetterFileUsed, title: str) -> _Member:
    suffix = Path(cover.name).suffix.lower()
    format = WORD if not cover.is_scan else PDF if suffix == ".pdf" else PICTURE
    return _Member(title, cover.sha256, format, title, "盖章扫描件" if cover.is_scan else "Word 打印")


def _original_member(original: Original) -> _Member:
    how = {WORD: "Word 打印", PDF: "原件（PDF）", PICTURE: "原件（图片）"}[original.format]
    title = enclosure_name(original.paper)
    return _Member(original.name, original.sha256, original.format, title, how, original.first, original.last)


def _piece(member: _Member, count: int, title: str, depth: int) -> dict[str, Any]:
    about = {"sha256": member.sha256, "format": member.format, "name": member.name, "first": member.first}
    return {**about, "count": count, "title": title, "depth": depth}


def _sheet_piece(sheet: MadeFile, count: int, title: str) -> dict[str, Any]:
    about = {"sha256": sheet.sha256, "format": PDF, "name": sheet.name, "first": 1}
    return {**about, "count": count, "title": title, "depth": 0}


def _bound(blobs: Blobs, pieces: Sequence[Mapping[str, Any]], title: str, target: Path) -> int:
    """Bind one copy out of kept bytes alone; how many pages it has."""
    with tempfile.TemporaryDirectory(prefix="bind-") as folder:
        files = [blobs.existing(piece["sha256"]) for piece in pieces]
        laid = [Laid(file, piece["first"], piece["count"]) for file, piece in zip(files, pieces, strict=True)]
        pictures = [place for place, piece in enumerate(pieces) if piece["format"] == PICTURE]
        if pictures:
            named = [Source(files[n], PICTURE, pieces[n]["name"], *_range(pieces[n])) for n in pictures]
            for place, one in zip(pictures, lay_out(named, Path(folder)), strict=True):
                laid[place] = one
        return bind([Piece(one, p["title"], p["depth"]) for one, p in zip(laid, pieces, strict=True)], title, target)


def _range(piece: Mapping[str, Any]) -> tuple[int, int]:
    """The first and the last of the piece's pages."""
    return piece["first"], piece["first"] + piece["count"] - 1


def _hash(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
