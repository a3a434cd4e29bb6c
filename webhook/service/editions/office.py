"""The office's own editions: drafted from an official blank, finished, tried, and put in force from a day.

Only a draft is changed: what is in force has passed its proof as it stands.
"""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import IO

from extract.errors import DocumentError
from forms import registry
from render.errors import RenderError
from webhook.service.editions.files import NAME, EditionFiles
from webhook.service.editions.proof import Lost, verify
from webhook.service.editions.shelf import (
    CHANGED,
    DISCARDED,
    DRAFTED,
    FORCED,
    RENAMED,
    WITHDRAWN,
    EditionShelf,
    stale_edition,
)
from webhook.service.editions.state import Edition
from webhook.service.editions.toml_text import tables, with_days, written
from webhook.service.editions.trial import all_settled, copied, demand_programme
from webhook.service.plain_text import demand_text, plain_name
from webhook.service.ports import Clock, EditionReader, TrialReading, Under, office_day
from webhook.service.problems import BadUpload, Invalid, Refused, TooLarge
from webhook.store import blobs as blob_store
from webhook.store.blobs import Blobs
from webhook.store.database import Store

MOST_FAULTS_SAID = 30
_LONG_AGO = date(1900, 1, 1)


class Editions(EditionShelf):
    """Everything about editions that a person does; each change is on the audit trail."""

    def __init__(
        self, kept: tuple[Store, Blobs], files: EditionFiles, reader: EditionReader, clock: Clock, file_bytes: int
    ) -> None:
        super().__init__(kept, files, clock)
        self._reader = reader
        self._file_bytes = file_bytes

    # -- drafting ------------------------------------------------------------------

    def draft(self, upload: tuple[str, IO[bytes]], edition: str, form: str | None, by: str) -> Edition:
        """A draft from an official blank, which is kept.

        Raises :class:`Invalid` for an id that cannot be or a blank that is none of the forms, :class:`Refused` for an
        id that is taken.
        """
        name, stream = plain_name(upload[0]), upload[1]
        demand_text(edition, form)
        if not NAME.fullmatch(f"a--{edition}"):
            raise Invalid("bad-edition-id", f"版本编号“{edition}”不合要求。", "请用英文字母、数字和连字符，最多40个。")
        try:
            blob = self._blobs.put(stream, self._file_bytes)
        except blob_store.TooLarge:
            raise TooLarge("file-too-large", f"文件超过{self._file_bytes >> 20}MB。", "请压缩后重新上传。") from None
        if blob.size == 0:
            raise BadUpload("no-file", "没有收到文件，或者文件是空的。", "请选择官方 Word 空白表（.docx）。")
        try:
            made = self._reader.draft(self._blobs.existing(blob.sha256), name, edition, form or None, None)
        except DocumentError as error:
            raise Invalid(error.code, error.message, error.advice) from error
        drafted = self._stated(made.toml, f"{made.form}--{edition}")
        with self._store.write() as tx:
            self._demand_free(drafted.name)
            self._files.write(f"{drafted.name}.docx", self._blobs.get(blob.sha256))
            self._keep(tx, drafted, DRAFTED, by)
        return self.get(drafted.name)

    # -- changing --------------------------------------------------------------------

    def save(self, name: str, text: str, expected: str | None, by: str) -> Edition:
        """The draft with another text, its faults and all; under another id where the text names one.

        Raises :class:`Refused` for an edition that is no draft, :class:`Invalid` for a text that is no TOML, that
        states days, or that names another form or an id that cannot be, and :class:`Stale`.
        """
        demand_text(text)
        text = "\n".join(text.splitlines()) + "\n"
        if len(text.encode()) > registry.MAX_OVERLAY_BYTES:
            raise Invalid("edition-too-long", "文字过长，不是版本文件。", "请核对后重新提交；此次更改未保存。")
        target = self._renamed(name, text)
        with self._changing(name, expected, by) as (tx, before):
            if not before.can_be_changed:
                raise Refused("edition-in-force", "启用过的版本不能更改。", "请先撤回为草稿，或者另起草一个版本。")
            after = self._stated(text, target)
            if target != name:
                after = self._moved(before, after)
            self._keep(tx, after, CHANGED if target == name else RENAMED, by)
            if target != name:
                self._files.remove(before.file_name, f"{before.name}.docx")
                tx.audit.add(self._clock(), by, "edition-renamed", ("edition", name), to=target)
        return self.get(target)

    def discard(self, name: str, expected: str | None, by: str) -> None:
        """Take a draft out of the folder; its texts and its blank are kept."""
        with self._changing(name, expected, by) as (tx, before):
            if not before.can_be_changed or tx.editions.papers(before.form, before.edition):
                raise Refused("edition-in-force", "只能删去没有启用过的草稿。", "不再使用的版本请填写停用日期。")
            self._note(tx, before, DISCARDED, by)
            self._files.remove(before.file_name, f"{before.name}.docx")

    # -- trying ------------------------------------------------------------------------

    def trial(self, name: str, upload: tuple[str, IO[bytes]], programme: str, on: date | None = None) -> TrialReading:
        """What a filled form says under the edition, in force or not; nothing of it is kept."""
        edition = self.get(name)
        if not edition.own:
            raise Refused("edition-shipped", "系统自带的版本一直可用。", "请在收件页上传这份表。")
        if edition.overlay is None:
            raise Invalid("edition-faulty", "版本文件有误，还不能试读。", "请先更正所列各项。")
        demand_programme(programme)
        with self._blobs.scratch() as prefix, tempfile.TemporaryDirectory() as folder:
            file = Path(f"{prefix}-0")
            copied(upload[1], file, self._file_bytes)
            self._furnish(Path(folder), edition)
            under = Under(Path(folder), edition.form, edition.edition)
            day = on or office_day(self._clock())
            try:
                return self._reader.trial(file, plain_name(upload[0]), under, programme=programme, on=day)
            except DocumentError as error:
                raise Invalid(error.code, error.message, error.advice) from error

    def _furnish(self, folder: Path, edition: Edition) -> None:
        """Fill ``folder`` with the editions in force, and with ``edition`` as if it were."""
        for other in (self._readable(name) for name in self._files.names()):
            text = with_days(all_settled(other.text), _LONG_AGO, None) if other.name == edition.name else other.text
            (folder / other.file_name).write_text(text, "utf-8")

    # -- in force ------------------------------------------------------------------------

    def proof(self, name: str) -> tuple[Lost, ...]:
        """The slots whose sample answers do not come back from the official blank, wrong or merely not sure.

        Raises :class:`Refused` while labels are open or faults stand, and where the blank cannot be filled in.
        """
        edition = self.get(name)
        _demand_whole(edition)
        assert edition.overlay is not None
        try:
            return verify(edition.overlay, self._official(edition))
        except RenderError as error:
            raise Refused(error.code, error.message, "请更正所指栏目的位置后再启用。") from error
        except DocumentError as error:
            raise Refused(error.code, f"填好样例的空白表读不回来：{error.message}", error.advice) from error

    def put_in_force(
        self, name: str, begins: date, ends: date | None, expected: str | None, by: str
    ) -> tuple[Edition, tuple[Lost, ...]]:
        """The edition in force from ``begins`` to ``ends``, and what papers of it will be asked to be looked at for.

        Of one that is in force already, or has papers, the first day stays and only the last is changed. Raises
        :class:`Refused` as :meth:`proof` does, and for slots that are read wrongly, by name.
        """
        edition = self.get(name)
        if ends is not None and ends < begins:
            raise Invalid("bad-days", "停用日期早于启用日期。", "请改正其中一个；此次更改未保存。")
        if edition.begins not in (None, begins) and self.papers(edition):
            raise Refused("edition-has-papers", "已有表按这一版读取，启用日期不能再改。", "可以只改停用日期。")
        lost = () if edition.begins else self.proof(name)
        wrong = [one for one in lost if one.wrong]
        if wrong:
            said = "、".join(dict.fromkeys(f"“{one.label}”（{one.where}）" for one in wrong))
            raise Refused(
                "edition-not-proved", f"填入样例再读，下列栏目读不回原样：{said}。", "请核对它们的位置和名称。"
            )
        with self._changing(name, expected, by) as (tx, before):
            if before.text != edition.text:
                raise stale_edition()
            _demand_whole(before)
            after = self._stated(with_days(before.text, begins, ends), name)
            _demand_whole(after)
            self._keep(tx, after, FORCED, by, begins=begins.isoformat(), ends=ends.isoformat() if ends else None)
        return self.get(name), lost

    def withdraw(self, name: str, expected: str | None, by: str) -> Edition:
        """The edition as a draft again, as long as nothing was read under it."""
        with self._changing(name, expected, by) as (tx, before):
            if before.begins is None:
                raise Refused("edition-not-in-force", "这一版没有启用。", "无须撤回。")
            if tx.editions.papers(before.form, before.edition):
                raise Refused("edition-has-papers", "已有表按这一版读取，不能撤回。", "不再使用时请填写停用日期。")
            self._keep(tx, self._stated(with_days(before.text, None, None), name), WITHDRAWN, by)
        return self.get(name)

    # -- another id ------------------------------------------------------------------------

    def _renamed(self, name: str, text: str) -> str:
        """The name that ``text`` states, in which nothing forbids to save it."""
        try:
            found = tables(text)
        except ValueError as error:
            raise Invalid("edition-no-toml", f"文字不合 TOML 格式（{error}）。", "请改正所指的行；尚未保存。") from None
        form = name.partition("--")[0]
        if "in_force_from" in found or "in_force_until" in found:
            raise Invalid(
                "edition-states-days",
                "启用和停用日期不在文字中填写。",
                "请在“启用”一栏填写；文字中的 in_force_from 和 in_force_until 请删去。",
            )
        if found.get("form") != form:
            raise Invalid("edition-other-form", f"form 应为“{form}”。", "属于另一种表时请重新上传空白表并选定表。")
        target = f"{form}--{found.get('edition')}"
        if not isinstance(found.get("edition"), str) or not NAME.fullmatch(target):
            raise Invalid("bad-edition-id", "edition 不合要求。", "请用英文字母、数字和连字符，最多40个。")
        if target != name:
            self._demand_free(target)
        return target

    def _moved(self, before: Edition, after: Edition) -> Edition:
        """The edition under its new name, its blank put beside it."""
        official = self.blank(before)
        found = tables(after.text)
        if official is None or not isinstance(found.get("blank"), dict):
            return after
        found["blank"]["file"] = f"{after.name}.docx"
        self._files.write(f"{after.name}.docx", official)
        return self._stated(written(found), after.name)


def _demand_whole(edition: Edition) -> None:
    """Raise :class:`Refused` for an edition with faults or open labels, naming all of them."""
    if not edition.own:
        raise Refused("edition-shipped", "系统自带的版本一直可用。", "无须启用。")
    if edition.overlay is None:
        said = "；".join(edition.faults[:MOST_FAULTS_SAID])
        raise Refused("edition-faulty", f"版本文件有误：{said}。", "请更正后再启用。")
    if edition.overlay.open_labels:
        names = "、".join(f"“{label.label}”" for label in edition.overlay.open_labels)
        raise Refused("labels-open", f"还有未对应的栏目：{names}。", "请为每一项选定栏目，或者选“不读取”。")
