"""Named users and their tokens."""

from __future__ import annotations

import hashlib
import secrets

from webhook.service.ports import Clock
from webhook.service.problems import Invalid
from webhook.store.database import Store
from webhook.store.users import User

FIRST_USER = "officer"
NAME_LENGTH = 50


def token_hash(token: str) -> str:
    """What is kept of a token. A token is 256 random bits, so a plain hash is enough."""
    return hashlib.blake2b(token.encode(errors="replace"), digest_size=32).hexdigest()


class Users:
    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def add(self, name: str) -> str:
        """The new user's token, which is shown this once. :class:`Invalid` for a name that is taken or no name."""
        name = name.strip()
        if not name or len(name) > NAME_LENGTH or not name.isprintable():
            raise Invalid("bad-user-name", f"用户名应为1至{NAME_LENGTH}个可见字符。", "请换用另一个名字。")
        token = secrets.token_urlsafe(32)
        with self._store.write() as tx:
            if tx.users.named(name):
                raise Invalid("user-exists", "已有同名用户。", "请换用另一个名字。")
            tx.users.add(name, token_hash(token), self._clock())
            tx.audit.add(self._clock(), "system", "user-added", ("user", name))
        return token

    def renew_token(self, name: str) -> str:
        """A fresh token for a user; the old one stops working."""
        token = secrets.token_urlsafe(32)
        with self._store.write() as tx:
            if tx.users.named(name) is None:
                raise Invalid("no-such-user", "没有这个用户。", "请用 user list 查看已有的用户。")
            tx.users.give_token(name, token_hash(token))
            tx.audit.add(self._clock(), "system", "token-renewed", ("user", name))
        return token

    def with_token(self, token: str) -> User | None:
        """Whose token it is. Looked up by its hash, so that timing tells nothing."""
        with self._store.read() as tx:
            return tx.users.with_token(token_hash(token))

    def named(self, name: str) -> User | None:
        with self._store.read() as tx:
            return tx.users.named(name)

    def all(self) -> tuple[User, ...]:
        with self._store.read() as tx:
            return tx.users.all()
