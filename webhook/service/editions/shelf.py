"""The editions as they stand in the office's folder, and every text that each of them had.

The file in the folder is what counts; what it said before is kept beside it, and who wrote it.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from forms import registry
from forms.defined import FILES
from forms.registry import shipped
from forms.spec import Form
from render.blank import blank as printed_blank
from webhook.service.editions.files import EditionFiles
from webhook.service.editions.state import FAULTY, IN_FORCE, Edition, stated
from webhook.service.ports import Clock, office_day
from webhook.service.problems import Invalid, NoPrecondition, NotFound, Refused, Stale
from webhook.store.blobs import Blobs
from webhook.store.database import Store, Tx
from webhook.store.edition_versions import Version

DRAFTED, CHANGED, RENAMED, FORCED, WITHDRAWN, DISCARDED, FOUND = (
    "drafted",
    "changed",
    "renamed",
    "put-in-force",
    "withdrawn",
    "discarded",
    "found",
)
"""What made a text; ``found`` is one that somebody wrote into the folder."""


class EditionShelf:
    """Those of the office and those that come with the product; whoever changes one does it through here."""

    def __init__(self, kept: tuple[Store, Blobs], files: EditionFiles, clock: Clock) -> None:
        self._store, self._blobs = kept
        self._files = files
        self._clock = clock

    # -- looking -------------------------------------------------------------------

    def all(self) -> tuple[Edition, ...]:
        """Those of the office and those that come with the product, form by form, the office's first."""
        own = [self._readable(name) for name in self._files.names()]
        found = [edition for form_id in FILES for edition in (*_of(own, form_id), *map(_shipped, shipped(form_id)))]
        return (*found, *(edition for edition in own if edition.form not in FILES))

    def get(self, name: str) -> Edition:
        """One of either kind; :class:`NotFound` where there is none."""
        form_id, _, edition = name.partition("--")
        for form in shipped(form_id):
            if form.edition == edition:
                return _shipped(form)
        return self._stated(self._files.read(name), name)

    def preview(self, name: str, text: str) -> Edition:
        """What the office's edition would be with another text; nothing is kept."""
        return replace(self._stated(text, name), state=self.get(name).state)

    def kept(self, name: str, digest: str) -> str:
        """A text that the edition had."""
        if digest not in {version.sha256 for version in self.versions(name)}:
            raise NotFound("no-such-version", "没有这一次的文字。", "请核对链接。")
        return self._blobs.get(digest).decode()

    def versions(self, name: str) -> tuple[Version, ...]:
        """Every text that it had, oldest first."""
        self._files.path(name)
        with self._store.read() as tx:
            return tx.editions.of(name)

    def papers(self, edition: Edition) -> int:
        """How many forms were read under it."""
        with self._store.read() as tx:
            return tx.editions.papers(edition.form, edition.edition)

    def blank(self, edition: Edition) -> bytes | None:
        """The official Word file, or for one of the product's own its blank; ``None`` where there is none."""
        if not edition.own:
            return printed_blank(registry.form(edition.form, edition.edition))
        if edition.blank_file is None:
            return None
        try:
            return (self._files.folder / edition.blank_file).read_bytes()
        except FileNotFoundError:
            return None

    # -- files and their history -----------------------------------------------------------

    def _stated(self, text: str, name: str) -> Edition:
        return stated(text, name, office_day(self._clock()))

    def _readable(self, name: str) -> Edition:
        """The edition; one that cannot be read at all as faulty."""
        try:
            return self.get(name)
        except (Invalid, NotFound) as problem:
            form, _, edition = name.partition("--")
            return Edition(name, form, edition, FAULTY, faults=(f"{problem.message}{problem.advice}",))

    @contextmanager
    def _changing(self, name: str, expected: str | None, by: str) -> Iterator[tuple[Tx, Edition]]:
        """A writing transaction with the edition as it stands; one written by hand is kept before it is changed."""
        if not expected:
            raise NoPrecondition("no-precondition", "没有写明所依据的文字。", "请先读取版本，附上它的 ETag。")
        with self._store.write() as tx:
            before = self.get(name)
            if not before.own:
                raise Refused("edition-shipped", "系统自带的版本不能更改。", "请用官方空白表另起草一个版本。")
            if before.tag != expected:
                raise stale_edition()
            if before.tag not in {version.sha256 for version in tx.editions.of(name)}:
                self._note(tx, before, FOUND, by)
            yield tx, before

    def _keep(self, tx: Tx, edition: Edition, action: str, by: str, **detail: str | None) -> None:
        """Write the text into the folder, and note it; the file is replaced last."""
        self._note(tx, edition, action, by, **detail)
        self._files.write(edition.file_name, edition.text.encode())

    def _note(self, tx: Tx, edition: Edition, action: str, by: str, **detail: str | None) -> None:
        kept = self._blobs.put(io.BytesIO(edition.text.encode()))
        official = self.blank(edition)
        blank = self._blobs.put(io.BytesIO(official)).sha256 if official else None
        now = self._clock()
        tx.editions.add(Version(edition.name, action, kept.sha256, blank, by, now))
        tx.audit.add(now, by, f"edition-{action}", ("edition", edition.name), sha256=kept.sha256, **detail)

    def _demand_free(self, name: str) -> None:
        form, _, edition = name.partition("--")
        if self._files.path(name).exists() or edition in {known.edition for known in shipped(form)}:
            raise Refused("edition-known", f"已有编号为“{edition}”的版本。", "请换一个编号，或者打开原来的版本。")

    def _official(self, edition: Edition) -> bytes | None:
        """The official Word file; ``None`` for an edition without one. :class:`Refused` where it is not that file."""
        if edition.blank_file is None:
            return None
        data = self.blank(edition)
        if data is None:
            raise Refused("blank-missing", f"官方空白表 {edition.blank_file} 不在文件夹中。", "请放回原文件后再试。")
        if edition.blank_sha256 and hashlib.sha256(data).hexdigest() != edition.blank_sha256:
            raise Refused("blank-differs", "官方空白表与登记的不是同一个文件。", "请换回原文件，或者重新起草。")
        return data


def stale_edition() -> Stale:
    """What a change made from an older text meets."""
    return Stale("stale", "这一版已被别人更改，此次更改未保存。", "请打开现在的内容，核对后重新更改。")


def _of(editions: Sequence[Edition], form_id: str) -> list[Edition]:
    """Those of one form: drafts first, then by first day, the latest first."""
    mine = [edition for edition in editions if edition.form == form_id]
    return sorted(mine, key=lambda edition: str(edition.begins or "9999"), reverse=True)


def _shipped(form: Form) -> Edition:
    overlay = registry.overlay_of(form)
    source = overlay.source if overlay else ""
    return Edition(
        f"{form.id}--{form.edition}", form.id, form.edition, IN_FORCE, own=False, source=source, overlay=overlay
    )
