"""Settings of the service. The environment gives secrets and which mail address stands for which programme."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from extract.limits import DEFAULT_LIMITS, Limits

SECRET_KEY_VARIABLE = "PILOT_SECRET_KEY"
MAIL_SECRET_VARIABLE = "PILOT_MAIL_SECRET"
MAIL_PROGRAMMES_VARIABLE = "PILOT_MAIL_PROGRAMMES"
SEAL_PICTURES_VARIABLE = "PILOT_SEAL_PICTURES"


@dataclass(frozen=True)
class Config:
    """``data`` is the folder that holds everything kept.

    ``programme`` is the default programme; ``request_bytes`` the largest request (several files); ``readers`` how
    many documents are read at a time; memory (address space) is that of one document, processor and wall time those of
    one page, or of a document that has no pages.
    """

    data: Path
    programme: str = "national"
    limits: Limits = DEFAULT_LIMITS
    request_bytes: int = 3 * DEFAULT_LIMITS.file_bytes
    readers: int = 2
    reader_memory_bytes: int = 3 * 1024**3
    reader_cpu_seconds: int = 120
    reader_wall_seconds: float = 120.0
    lease_seconds: float = 15.0
    secret_key: str | None = field(default=None, repr=False)
    mail_secret: str | None = field(default=None, repr=False)
    mail_programmes: str | None = None
    seal_pictures: str | None = None

    @property
    def database(self) -> Path:
        return self.data / "service.db"

    @property
    def blobs(self) -> Path:
        return self.data / "blobs"

    @property
    def editions(self) -> Path:
        """The folder of the office's own editions: a TOML file each, with the official Word file beside it."""
        return self.data / "editions"

    @property
    def page_cache(self) -> Path:
        return self.data / "cache" / "pages"

    @property
    def secret_file(self) -> Path:
        return self.data / "secret.key"


def secret_key(config: Config) -> str:
    """What sessions are signed with: of the settings, the environment, or a file made at the first start."""
    given = config.secret_key or os.environ.get(SECRET_KEY_VARIABLE)
    if given:
        return given
    config.data.mkdir(parents=True, exist_ok=True)
    if not config.secret_file.exists():
        _make_secret(config.secret_file)
    return config.secret_file.read_text(encoding="ascii")


def mail_secret(config: Config) -> str | None:
    """What the mail server signs with: of the settings or the environment; ``None`` where mails are not taken."""
    return (config.mail_secret or os.environ.get(MAIL_SECRET_VARIABLE, "")).strip() or None


def mail_programme_setting(config: Config) -> str | None:
    """Which mail address stands for which programme: ``a@x=hubei-2016,b@x=national``, of the settings or environment."""
    return config.mail_programmes or os.environ.get(MAIL_PROGRAMMES_VARIABLE)


def seal_picture_setting(config: Config) -> str | None:
    """Whether pictures of seals may be placed, ``yes`` or ``no``: of the settings or environment; ``None`` for no."""
    return config.seal_pictures or os.environ.get(SEAL_PICTURES_VARIABLE)


def _make_secret(target: Path) -> None:
    """Write a fresh key whole or not at all; where another process was faster, its key stays."""
    part = target.with_name(f".{secrets.token_hex(8)}")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32))
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):
        os.link(part, target)
    part.unlink()
