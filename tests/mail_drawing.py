"""Mails drawn line by line, as well and as badly as programs write them."""

from __future__ import annotations

import base64

BOUNDARY = "=_part"
HEAD = {"From": "clerk@example.invalid", "To": "office@example.invalid", "Message-ID": "<1@example.invalid>"}


def mail(*parts: bytes, kind: str = "multipart/mixed", boundary: str = BOUNDARY, **headers: str | bytes) -> bytes:
    """A mail of ``parts``; a header's ``_`` stands for ``-``, its value may be bytes in any encoding."""
    return head(**headers) + multipart(*parts, kind=kind, boundary=boundary)


def head(**headers: str | bytes) -> bytes:
    """Header lines with a sender, a receiver and an id unless others are given."""
    given = HEAD | {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [
        name.encode() + b": " + (value.encode() if isinstance(value, str) else value) for name, value in given.items()
    ]
    return b"\r\n".join([*lines, b"MIME-Version: 1.0\r\n"])


def multipart(*parts: bytes, kind: str = "multipart/mixed", boundary: str = BOUNDARY) -> bytes:
    """A multipart as a part: its own header and ``parts`` between boundaries."""
    line = b"--" + boundary.encode()
    body = b"".join(line + b"\r\n" + part + b"\r\n" for part in parts)
    return f'Content-Type: {kind}; boundary="{boundary}"\r\n\r\n'.encode() + body + line + b"--\r\n"


def part(data: bytes, *lines: str | bytes, encoding: str = "base64") -> bytes:
    """A part with these header lines and ``data`` in base64, or as it is under another encoding."""
    written = base64.encodebytes(data).replace(b"\n", b"\r\n") if encoding == "base64" else data
    head_lines = [line.encode() if isinstance(line, str) else line for line in lines]
    return b"\r\n".join([*head_lines, f"Content-Transfer-Encoding: {encoding}".encode(), b"", written])


def attached(name: str | bytes, data: bytes = b"ABC", kind: str = "application/octet-stream") -> bytes:
    """An attachment; a name in bytes is the raw value between quotes."""
    value = word(name).encode() if isinstance(name, str) else name
    return part(data, f"Content-Type: {kind}", b'Content-Disposition: attachment; filename="' + value + b'"')


def disposed(line: str | bytes, data: bytes = b"ABC") -> bytes:
    """An attachment whose disposition is exactly ``line``."""
    raw = line.encode() if isinstance(line, str) else line
    return part(data, "Content-Type: application/octet-stream", b"Content-Disposition: " + raw)


def text(body: str = "您好，附件请查收。", kind: str = "text/plain") -> bytes:
    return part(body.encode(), f"Content-Type: {kind}; charset=utf-8")


def forwarded(inner: bytes, *lines: str) -> bytes:
    """A mail as a part of another."""
    return "".join(f"{line}\r\n" for line in ("Content-Type: message/rfc822", *lines)).encode() + b"\r\n" + inner


def word(value: str, charset: str = "utf-8") -> str:
    """``value`` as one encoded word (RFC 2047)."""
    return f"=?{charset}?B?{base64.b64encode(value.encode(charset)).decode()}?="
