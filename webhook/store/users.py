"""Named local users. A token is kept only as its hash."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from webhook.store.row import many, one
from webhook.store.tables import USERS


@dataclass(frozen=True)
class User:
    id: int
    name: str
    token_hash: str
    created_at: datetime


class Users:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, name: str, token_hash: str, at: datetime) -> User:
        """The new user; ``ValueError`` where the name is taken."""
        if self.named(name):
            raise ValueError(f"user {name!r} exists")
        row = self._db.execute(
            USERS.insert().values(name=name, token_hash=token_hash, created_at=at).returning(USERS)
        ).one()
        return User(**row._mapping)

    def named(self, name: str) -> User | None:
        return one(User, self._db.execute(select(USERS).where(USERS.c.name == name)).first())

    def with_token(self, token_hash: str) -> User | None:
        return one(User, self._db.execute(select(USERS).where(USERS.c.token_hash == token_hash)).first())

    def give_token(self, name: str, token_hash: str) -> None:
        """Replace the user's token; the old one stops working."""
        self._db.execute(USERS.update().where(USERS.c.name == name).values(token_hash=token_hash))

    def all(self) -> tuple[User, ...]:
        """Everyone, in the order they were added."""
        return many(User, self._db.execute(select(USERS).order_by(USERS.c.id)))
