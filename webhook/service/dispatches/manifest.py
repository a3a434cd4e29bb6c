"""What a package says of itself, as data and as text, and the zip of its originals in their own formats."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from webhook.service.dispatches.kinds import enclosure_name
from webhook.service.dispatches.originals import WORD, Original, PilotSet
from webhook.service.dispatches.plan import DispatchPlan
from webhook.store.blobs import Blobs

MANIFEST, READABLE = "清单.json", "清单.txt"
VERSION = 1
_UNFIT = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}")
_SUFFIXES = {WORD: ".docx", "pdf": ".pdf", "picture": ".png"}
_NAME_LENGTH = 40
_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Pages:
    """How many pages of each member count: of the letter, and of each original by its result's id."""

    letter: int
    originals: Mapping[str, int]


def manifest(plan: DispatchPlan, pages: Pages, replaces: str | None, reason: str) -> dict[str, Any]:
    """The package as data; the same package gives the same."""
    assert plan.cover is not None
    first = _first(plan)
    taken = {plan.cover.sha256: first}
    return {
        "version": VERSION,
        "kind": plan.kind.id,
        "title": plan.kind.title,
        "article": plan.kind.article,
        "copies": plan.copies,
        "letter": _letter(plan, first, pages.letter),
        "pilots": [_pilot(number, pilot, pages, taken) for number, pilot in enumerate(plan.pilots, 1)],
        "replaces": replaces,
        "reason": reason,
    }


def _first(plan: DispatchPlan) -> str:
    """What the letter's file is called, before all others."""
    assert plan.letter is not None
    assert plan.cover is not None
    suffix = PurePosixPath(plan.cover.name).suffix.lower()
    return f"00 {_fit(plan.letter.title)}{suffix if _SUFFIX.fullmatch(suffix) else ''}"


def _letter(plan: DispatchPlan, file: str, pages: int) -> dict[str, Any]:
    letter, cover = plan.letter, plan.cover
    assert letter is not None
    assert cover is not None
    return {
        "id": letter.id,
        "title": letter.title,
        "number": plan.number,
        "issuer": letter.issuer,
        "addressees": list(letter.addressees),
        "copies_to": list(letter.copies_to),
        "issued_on": letter.issued_on.isoformat() if letter.issued_on else None,
        "file": file,
        "sha256": cover.sha256,
        "pages": pages,
        "signed_scan": cover.is_scan,
    }


def _pilot(number: int, pilot: PilotSet, pages: Pages, taken: dict[str, str]) -> dict[str, Any]:
    originals = [(order, one.original) for order, one in enumerate(pilot.papers, 1) if one.original]
    return {
        "name": pilot.name,
        "unit": pilot.unit,
        "papers": [_paper(number, order, pilot.name, original, pages, taken) for order, original in originals],
    }


def _paper(
    number: int, order: int, pilot: str, original: Original, pages: Pages, taken: dict[str, str]
) -> dict[str, Any]:
    """One original; a file that holds several papers stands in the zip once."""
    name = enclosure_name(original.paper)
    path = f"{number:02} {_fit(pilot)}/{order} {name}{_suffix(original)}"
    return {
        "paper": original.paper,
        "name": name,
        "file": taken.setdefault(original.sha256, path),
        "as_received": original.name,
        "sha256": original.sha256,
        "size": original.size,
        "format": original.format,
        "first_page": original.first,
        "pages": pages.originals[original.result_id],
        "received_at": original.received,
        "source": original.source,
        "submission": original.submission_id,
        "form": original.result_id,
    }


def _suffix(original: Original) -> str:
    found = PurePosixPath(original.name).suffix.lower()
    return found if _SUFFIX.fullmatch(found) else _SUFFIXES[original.format]


def _fit(name: str) -> str:
    """A name that any system takes for a file's."""
    return _UNFIT.sub("_", name).strip(" .")[:_NAME_LENGTH].strip(" .") or "未命名"


def readable(told: Mapping[str, Any]) -> str:
    """The manifest as lines to read."""
    return "\n".join(_lines(told)) + "\n"


def _lines(told: Mapping[str, Any]) -> Iterator[str]:
    letter = told["letter"]
    yield f"{told['title']}（{told['article']}），一式{told['copies']}份"
    yield f"公函：{letter['title']}　{letter['number']}　{letter['issuer']}　{letter['issued_on']}"
    yield from _file_lines(letter)
    for number, pilot in enumerate(told["pilots"], 1):
        yield ""
        yield f"{number}. {_one_line(pilot['name'])}　{_one_line(pilot['unit'])}"
        for paper in pilot["papers"]:
            yield f"  {paper['name']}（原文件名：{_one_line(paper['as_received'])}）"
            yield from _file_lines(paper)
            yield f"    收到：{paper['received_at']}　来源：{_one_line(paper['source'])}"
    if told["replaces"]:
        yield ""
        yield f"代替前次报送（编号{told['replaces']}），理由：{_one_line(told['reason'])}"


def _file_lines(told: Mapping[str, Any]) -> Iterator[str]:
    begins = told.get("first_page", 1)
    which = f"（自第{begins}页起）" if begins > 1 else ""
    yield f"    文件：{told['file']}　{told['pages']}页{which}"
    yield f"    SHA-256：{told['sha256']}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def write_archive(told: Mapping[str, Any], blobs: Blobs, target: Path) -> None:
    """Write the zip: the manifest, the letter and every original as received; the same package gives the same bytes."""
    files = {told["letter"]["file"]: told["letter"]["sha256"]}
    files |= {paper["file"]: paper["sha256"] for pilot in told["pilots"] for paper in pilot["papers"]}
    with zipfile.ZipFile(target, "w") as made:
        whole = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
        made.writestr(_entry(MANIFEST), whole.encode())
        made.writestr(_entry(READABLE), ("\ufeff" + readable(told)).encode())
        for path, sha256 in files.items():
            source = blobs.existing(sha256)
            large = source.stat().st_size > zipfile.ZIP64_LIMIT // 2
            with source.open("rb") as data, made.open(_entry(path), "w", force_zip64=large) as into:
                shutil.copyfileobj(data, into, 1024 * 1024)


def _entry(path: str) -> zipfile.ZipInfo:
    """Stored as it is: scans do not shrink."""
    info = zipfile.ZipInfo(path, _DATE)
    info.external_attr = 0o600 << 16
    info.create_system = 3
    return info
