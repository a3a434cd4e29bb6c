"""From a file to the documents in it: a zip's and a mail's members, those of zips and mails inside them included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extract.errors import DocumentError
from extract.files.sniff import sniff
from extract.limits import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from extract.containers.archive import Archive
    from extract.containers.mail import Attachment, Mail

_WITHIN = "!/"


@dataclass(frozen=True)
class Member:
    """One document to be read, or why it cannot be.

    ``path`` is the decoded path inside the file with ``/``, nested containers joined by ``!/``; ``None`` for the file
    itself. ``data`` is empty where ``error`` kept it from being unpacked. ``is_empty`` marks a container in which
    there is no document: a mail without attachments, a zip of nothing but folders.
    """

    path: str | None
    data: bytes
    error: DocumentError | None = None
    is_empty: bool = False


def members(data: bytes, name: str = "", limits: Limits = DEFAULT_LIMITS) -> Iterator[Member]:
    """The documents of a file in its order, at least one member: of a file that is no container, itself.

    Never raises: a container that is refused or damaged, and a file of no known format, is a member with its error.
    The limits hold for all that stands inside the file together.
    """
    return _Walk(limits).file(data, name, None, 1)


class _Walk:
    """Goes through nested containers and keeps what is left of the limits."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._left = limits

    def file(self, data: bytes, name: str, path: str | None, depth: int) -> Iterator[Member]:
        """The members of one file, which is the ``depth``-th container where it is one."""
        try:
            kind = sniff(data, name, self._limits)
        except DocumentError as error:
            yield Member(path, data, error)
            return
        if kind not in ("zip", "eml"):
            yield Member(path, data)
            return
        if depth > self._limits.containers:
            yield Member(path, data, self._too_deep())
            return
        try:
            found = self._archive(data, path, depth) if kind == "zip" else self._mail_file(data, path, depth)
        except DocumentError as error:
            yield Member(path, data, error)
            return
        yield from _or_empty(found, path, data)

    def _archive(self, data: bytes, path: str | None, depth: int) -> Iterator[Member]:
        from extract.containers.archive import Archive

        archive = Archive(data, self._left)
        self._spend(len(archive), archive.size)
        return self._entries(archive, path, depth)

    def _entries(self, archive: Archive, path: str | None, depth: int) -> Iterator[Member]:
        for entry in archive:
            yield from self._one(_join(path, entry.path), entry.data, entry.error, depth)

    def _mail_file(self, data: bytes, path: str | None, depth: int) -> Iterator[Member]:
        from extract.containers.mail import read_mail

        return self._mail(read_mail(data, self._left), path, depth)

    def _mail(self, mail: Mail, path: str | None, depth: int) -> Iterator[Member]:
        """Raises what keeps the whole mail from being read."""
        if mail.error is not None:
            raise mail.error
        self._spend(len(mail.attachments), 0)
        return self._attachments(mail.attachments, path, depth)

    def _attachments(self, attachments: tuple[Attachment, ...], path: str | None, depth: int) -> Iterator[Member]:
        for attachment in attachments:
            inside = _join(path, attachment.name)
            if attachment.mail is not None:
                yield from self._inner_mail(attachment.mail, inside, depth + 1)
            else:
                yield from self._one(inside, attachment.data, attachment.error, depth)

    def _inner_mail(self, mail: Mail, path: str, depth: int) -> Iterator[Member]:
        """The members of a mail that stands as such inside a mail and has no bytes of its own."""
        if depth > self._limits.containers:
            yield Member(path, b"", self._too_deep())
            return
        try:
            found = self._mail(mail, path, depth)
        except DocumentError as error:
            yield Member(path, b"", error)
            return
        yield from _or_empty(found, path, b"")

    def _one(self, path: str, data: bytes, error: DocumentError | None, depth: int) -> Iterator[Member]:
        if error is not None:
            yield Member(path, data, error)
        else:
            yield from self.file(data, path, path, depth + 1)

    def _too_deep(self) -> DocumentError:
        most = self._limits.containers
        message = f"压缩包和邮件嵌套超过 {most} 层，里层未读取。"
        return DocumentError("archive-bomb", message, "请把文件直接放进一个压缩包后上传。")

    def _spend(self, members: int, size: int) -> None:
        left = self._left
        self._left = replace(left, members=left.members - members, unpacked_bytes=left.unpacked_bytes - size)


def _join(path: str | None, name: str) -> str:
    return name if path is None else f"{path}{_WITHIN}{name}"


def _or_empty(found: Iterator[Member], path: str | None, data: bytes) -> Iterator[Member]:
    first = next(found, None)
    if first is None:
        yield Member(path, data, is_empty=True)
        return
    yield first
    yield from found
