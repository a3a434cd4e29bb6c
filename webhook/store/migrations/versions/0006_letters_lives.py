"""The steps of a letter's life, its files, the series of numbers, and letters that belong to no submission."""

import json
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

NAME = sa.String(100)
ID = sa.String(32)
SHA256 = sa.String(64)
WHEN = sa.DateTime()
APPEND_ONLY = ("letter_steps", "letter_files", "numbers")
KNOWN = {
    "correction": ("D03", "业务文书", "试点申报材料补正通知书"),
    "receipt": ("D02", "业务文书", "试点申报材料收件回执"),
    "late-refusal": ("D02n", "业务文书", "试点申报不予受理告知书"),
}
"""Paper, genre and title of the letters there were."""
OFFICE_HOURS = timedelta(hours=8)


def upgrade() -> None:
    connection = op.get_bind()
    before = [dict(row._mapping) for row in connection.execute(sa.text("SELECT * FROM letters"))]
    op.drop_table("letters")
    letters = create_letters()
    create_beside()
    create_numbers()
    for row in before:
        connection.execute(letters.insert().values(**brought_over(row)))
        if row["released_at"] is not None:
            connection.execute(sa.text(SENT), released(row))
    for table in APPEND_ONLY:
        refuse_changes(table)


def create_letters() -> sa.Table:
    table: sa.Table = op.create_table(
        "letters",
        sa.Column("id", ID, primary_key=True),
        sa.Column("submission_id", ID, sa.ForeignKey("submissions.id")),
        sa.Column("result_id", ID, sa.ForeignKey("results.id")),
        sa.Column("revision", sa.Integer()),
        *needed(NAME, "kind", "paper", "genre", "format"),
        *needed(sa.Text(), "title", "issuer"),
        *needed(sa.JSON(), "addressees", "copies_to"),
        sa.Column("copies", sa.Integer()),
        sa.Column("request", sa.JSON()),
        sa.Column("template", NAME, nullable=False),
        sa.Column("template_digest", SHA256),
        sa.Column("digest", SHA256, nullable=False, unique=True),
        sa.Column("sha256", SHA256, nullable=False),
        sa.Column("finding_keys", sa.JSON(), nullable=False),
        *who_and_when(),
        sa.Column("released_by", NAME),
        sa.Column("released_at", WHEN),
        sa.Column("state", NAME, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), unique=True),
        sa.Column("issued_on", sa.Date()),
        sa.Column("channel", NAME),
        sa.Column("sent_on", sa.Date()),
        sa.Column("delivered_on", sa.Date()),
        sa.Column("withdrawn_by", NAME),
        sa.Column("withdrawn_at", WHEN),
        sa.Column("withdrawn_reason", sa.Text()),
    )
    op.create_index("ix_letters_submission_id", "letters", ["submission_id"])
    op.create_index("letters_by_state", "letters", ["state", "at"])
    op.create_index("letters_by_day", "letters", ["issued_on"])
    return table


def create_beside() -> None:
    op.create_table(
        "letter_steps",
        sa.Column("id", sa.Integer(), primary_key=True),
        of_letter(),
        sa.Column("step", NAME, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        *who_and_when(),
    )
    op.create_table(
        "letter_files",
        sa.Column("id", ID, primary_key=True),
        of_letter(),
        sa.Column("role", NAME, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", SHA256, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        *who_and_when(),
    )
    op.create_table(
        "settings",
        sa.Column("name", NAME, primary_key=True),
        sa.Column("value", sa.JSON(), nullable=False),
        *who_and_when(),
    )


def create_numbers() -> None:
    op.create_table(
        "number_series",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("issuer", sa.Text(), nullable=False),
        *needed(NAME, "format", "code_word"),
        *who_and_when(),
        sa.UniqueConstraint("issuer", "format"),
    )
    op.create_table(
        "number_counters",
        *counted("code_word", "year"),
        *needed(sa.Integer(), "first", "next"),
    )
    op.create_table("numbers", *counted("code_word", "year", "n"), of_letter(), *who_and_when())


def counted(*names: str) -> list[sa.Column[Any]]:
    """The columns of a key: a code word and numbers that nobody counts up but the service."""
    types = {"code_word": NAME}
    return [sa.Column(name, types.get(name, sa.Integer()), primary_key=True, autoincrement=False) for name in names]


def needed(kind: Any, *names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=False) for name in names]


def of_letter() -> sa.Column[str]:
    return sa.Column("letter_id", ID, sa.ForeignKey("letters.id"), nullable=False, index=True)


def who_and_when() -> tuple[sa.Column[Any], ...]:
    return sa.Column("by", NAME, nullable=False), sa.Column("at", WHEN, nullable=False)


def brought_over(row: dict[str, Any]) -> dict[str, Any]:
    """A letter of before: who issued it, and to whom, nobody kept; one released as a reply was sent."""
    paper, genre, title = KNOWN[row["kind"]]
    known = {"paper": paper, "genre": genre, "format": "信函", "title": title, "template": row["kind"]}
    unknown = {"issuer": "", "addressees": [], "copies_to": []}
    times = {name: moment(row[name]) for name in ("at", "released_at")}
    sent = times["released_at"]
    state = {"state": "sent", "channel": "reply", "sent_on": (sent + OFFICE_HOURS).date()} if sent else {}
    keys = {"finding_keys": json.loads(row["finding_keys"])}
    return {**row, **known, **unknown, "state": "drafted", "version": 1, **times, **keys, **state}


SENT = (
    'INSERT INTO letter_steps (letter_id, step, "on", detail, "by", "at") '
    "VALUES (:letter_id, 'sent', :on, '{\"channel\":\"reply\"}', :by, :at)"
)


def released(row: dict[str, Any]) -> dict[str, Any]:
    at = moment(row["released_at"])
    assert at is not None
    on = (at + OFFICE_HOURS).date().isoformat()
    return {"letter_id": row["id"], "on": on, "by": row["released_by"], "at": row["released_at"]}


def moment(kept: str | None) -> datetime | None:
    return datetime.fromisoformat(kept) if kept else None


def refuse_changes(table: str) -> None:
    """Let the database itself refuse to change or delete a row of ``table``."""
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_refuse_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )
