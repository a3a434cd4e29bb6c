"""All editions of all forms: those written in Python, those that come with the product as data, and an office's own.

An office's own stand in a folder, a TOML file each, which :func:`use` names and :func:`refresh` looks at again. One
bad file never keeps the others from being read: :func:`faulty` says which it is and what is wrong with it.
"""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from forms.defined import FILES, defined
from forms.spec import Form

if TYPE_CHECKING:
    from forms.overlay import Overlay

_DATA = Path(__file__).parent / "data" / "editions"
_WITH_DATA = frozenset({"annex1-application"})
"""The forms of which editions come with the product as data; no other form waits for them to be read."""
MAX_OVERLAY_BYTES = 1024 * 1024

_Stamp = frozenset[tuple[str, int, int]]
"""Name, time of change in nanoseconds and size of each file."""


class UnknownEdition(KeyError):
    """No such edition is defined, or it is a draft; ``form`` and ``edition`` say which was asked for."""

    def __init__(self, form: str, edition: str, known: str) -> None:
        super().__init__(f"{form}/{edition} is not defined; there are {known}")
        self.form = form
        self.edition = edition


@dataclass(frozen=True)
class _Folder:
    """What one folder held when it was looked at; never changed, so that threads may share it."""

    path: Path | None = None
    stamp: _Stamp = frozenset()
    overlays: tuple[Overlay, ...] = ()
    faults: tuple[tuple[str, str], ...] = ()
    parsed: dict[tuple[str, int, int], Overlay | str] = field(default_factory=dict)
    generation: int = 0


_folder = _Folder()
_changing = threading.Lock()


def use(folder: Path | None) -> None:
    """Read the office's own editions from ``folder``; ``None`` for none. A folder that does not exist holds none."""
    global _folder
    with _changing:
        if folder != _folder.path:
            _folder = _Folder(folder, generation=_folder.generation + 1)
    refresh()


def refresh() -> None:
    """Look at the folder again, and read the files that have changed. Cheap where nothing has."""
    global _folder
    if _folder.path is None:
        return
    with _changing:
        before = _folder
        if before.path is None:
            return
        stamp, unread = _stamp(before.path)
        if stamp != before.stamp or unread != tuple(f for f in before.faults if f[0] == ""):
            _folder = _looked_at(before, before.path, stamp, unread)


def generation() -> int:
    """A number that changes with the editions, for whoever keeps something made of all of them."""
    return _folder.generation


def faulty() -> tuple[tuple[str, str], ...]:
    """The files of the folder that are no edition, by name, with what is wrong, in Chinese.

    The name is ``""`` where it is the folder that cannot be read.
    """
    return _folder.faults


def overlays() -> tuple[Overlay, ...]:
    """Every edition of the office's own, drafts too, by file name."""
    return _folder.overlays


def editions(form_id: str, on: date | None = None) -> tuple[Form, ...]:
    """Every edition of one form but drafts, the office's own first; empty for an unknown id.

    With ``on`` those alone that have begun on that day. An edition that has ended stays: its papers are still read.
    """
    own = [o for o in _folder.overlays if o.form.id == form_id and not o.draft and (on is None or o.begun(on))]
    own.sort(key=lambda overlay: str(overlay.in_force_from), reverse=True)
    return (*(overlay.form for overlay in own), *shipped(form_id))


def forms(on: date | None = None) -> tuple[Form, ...]:
    """Every definition in force; the editions of one form stand together, as :func:`editions` gives them."""
    return tuple(form for form_id in FILES for form in editions(form_id, on))


def form(form_id: str, edition: str) -> Form:
    """The definition of one form in one edition, ended or not; :class:`UnknownEdition` names what there is."""
    found = _form(form_id, edition)
    if found is None:
        refresh()
        found = _form(form_id, edition)
    if found is None:
        raise UnknownEdition(form_id, edition, ", ".join(f"{f.id}/{f.edition}" for f in forms()))
    return found


def overlay_of(form: Form) -> Overlay | None:
    """The overlay that ``form`` comes from; ``None`` for a definition in Python."""
    known = (*_folder.overlays, *(_packaged() if form.id in _WITH_DATA else ()))
    return next((o for o in known if (o.form.id, o.form.edition) == (form.id, form.edition)), None)


def blank_path(form: Form) -> Path | None:
    """Where the official Word file of ``form`` stands; ``None`` where its edition names none."""
    overlay, folder = overlay_of(form), _folder.path
    return folder / overlay.blank_file if overlay and overlay.blank_file and folder else None


def shipped(form_id: str) -> tuple[Form, ...]:
    """The editions of one form that come with the product, the newest first; empty for an unknown id."""
    with_data = tuple(o.form for o in _packaged() if o.form.id == form_id) if form_id in _WITH_DATA else ()
    return (*defined(form_id), *with_data)


def _form(form_id: str, edition: str) -> Form | None:
    for candidate in defined(form_id):
        if candidate.edition == edition:
            return candidate
    return next((f for f in editions(form_id) if f.edition == edition), None)


@cache
def _packaged() -> tuple[Overlay, ...]:
    """The editions that come with the product as data, by file name."""
    from forms.overlay import parse

    return tuple(parse(file.read_text("utf-8"), file.name) for file in sorted(_DATA.glob("*.toml")))


def _stamp(folder: Path) -> tuple[_Stamp, tuple[tuple[str, str], ...]]:
    """The stamp of the overlays in ``folder``, and what kept it from being read."""
    try:
        with os.scandir(folder) as entries:
            files = [e for e in entries if e.name.endswith(".toml") and not e.name.startswith(".")]
    except FileNotFoundError:
        return frozenset(), ()
    except OSError as error:
        return frozenset(), (("", f"版本文件夹 {folder} 无法读取（{error.strerror}），请检查读取权限。"),)
    return frozenset(stamp for file in files if (stamp := _stamp_of(file))), ()


def _stamp_of(file: os.DirEntry[str]) -> tuple[str, int, int] | None:
    try:
        about = file.stat()
    except FileNotFoundError:  # taken away since the folder was listed
        return None
    return file.name, about.st_mtime_ns, about.st_size


def _looked_at(before: _Folder, path: Path, stamp: _Stamp, unread: tuple[tuple[str, str], ...]) -> _Folder:
    """The folder as it stands now; files that have not changed are not read again."""
    parsed = {key: before.parsed[key] if key in before.parsed else _read(path / key[0], key[2]) for key in stamp}
    inside = sorted(parsed.items(), key=lambda item: item[0][0])
    good = tuple(found for _, found in inside if not isinstance(found, str))
    bad = tuple((key[0], found) for key, found in inside if isinstance(found, str))
    return _Folder(path, stamp, good, (*unread, *bad), parsed, before.generation + 1)


def _read(file: Path, size: int) -> Overlay | str:
    """The overlay in ``file``, or what is wrong with it."""
    from forms.overlay import OverlayError

    name = file.name
    if size > MAX_OVERLAY_BYTES:
        return f"{name}：文件超过{MAX_OVERLAY_BYTES >> 20}MB，不是版本文件。"
    try:
        return checked(file.read_text("utf-8-sig"), name)
    except OverlayError as error:
        return str(error)
    except UnicodeDecodeError:
        return f"{name}：不是 UTF-8 编码，请另存为 UTF-8。"
    except OSError as error:
        return f"{name}：无法读取（{error.strerror}），请检查文件是否仍在、有无读取权限。"


def checked(text: str, name: str) -> Overlay:
    """The overlay that ``text`` states, as the file ``name`` of an office's folder would be taken.

    Raises :class:`forms.overlay.OverlayError` with everything that is wrong with it.
    """
    from forms.overlay import FILE_NAME, OverlayError, parse

    overlay = parse(text, name)
    named = FILE_NAME.fullmatch(name)
    if named is None or (named["form"], named["edition"]) != (overlay.form.id, overlay.form.edition):
        raise OverlayError(name, (f"文件名与内容不符，应为 {overlay.form.id}--{overlay.form.edition}.toml",))
    if overlay.form.id in _WITH_DATA and any(o.form.edition == overlay.form.edition for o in _packaged()):
        raise OverlayError(name, (f"edition “{overlay.form.edition}” 是系统自带的版本，请另取一个名称",))
    return overlay
