"""Finding submissions by what their papers say and by how the office knows them."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Connection, Text, and_, func, or_, select, type_coerce

from webhook.store.letter_tables import LETTERS
from webhook.store.submissions import QUEUED
from webhook.store.tables import DECISIONS, DOCUMENTS, MAILS, PAIRS, RECORDS, RESULTS, SUBMISSIONS

_ANSWER_KEYS = ("raw", "value")
"""Under which a record keeps what a paper says; everything else in it is places and scores."""


class Search:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def matching(
        self,
        words: Sequence[Collection[str]],
        decided: Collection[str] = (),
        *,
        undecided: bool = False,
        queued: bool = False,
        formless: bool = False,
    ) -> tuple[str, ...]:
        """The ids of submissions in which each of the words stands, in one of its spellings; newest first.

        A word is looked for in the newest record of every form, in the names of the files, in what mails say of
        themselves, in the numbers of letters, and at the beginning of the id. ``decided``: only those whose newest
        decision is one of these, or with ``undecided`` that have none as well. ``queued``: only those with a file that
        waits to be read; ``formless``: only those without a form of their own.
        """
        query = select(SUBMISSIONS.c.id).order_by(SUBMISSIONS.c.received_at.desc(), SUBMISSIONS.c.id)
        for spellings in words:
            query = query.where(or_(*(_stands(spelling) for spelling in spellings)))
        if decided or undecided:
            query = query.where(_state(decided, undecided))
        if queued:
            waiting = select(DOCUMENTS.c.submission_id).where(DOCUMENTS.c.state == QUEUED)
            query = query.where(SUBMISSIONS.c.id.in_(waiting))
        if formless:
            query = query.where(SUBMISSIONS.c.id.not_in(_with_forms()))
        return tuple(self._db.execute(query).scalars())


def _stands(word: str) -> ColumnElement[bool]:
    mine = SUBMISSIONS.c.id
    return or_(
        mine.in_(_submissions_saying(word)),
        mine.in_(select(DOCUMENTS.c.submission_id).where(DOCUMENTS.c.name.contains(word, autoescape=True))),
        mine.in_(_submissions_mailed(word)),
        mine.in_(select(LETTERS.c.submission_id).where(LETTERS.c.number.contains(word, autoescape=True))),
        mine.istartswith(word, autoescape=True),
    )


def _submissions_saying(word: str) -> ColumnElement[str]:
    """Those with a form whose newest record gives an answer that holds the word."""
    body = type_coerce(RECORDS.c.body, Text)
    answers = func.json_tree(body).table_valued("key", "atom")
    said = answers.c.key.in_(_ANSWER_KEYS) & type_coerce(answers.c.atom, Text).contains(word, autoescape=True)
    later = RECORDS.alias()
    newest = select(func.max(later.c.revision)).where(later.c.result_id == RECORDS.c.result_id).scalar_subquery()
    written = json.dumps(word, ensure_ascii=False)[1:-1]
    found = and_(
        RECORDS.c.revision == newest,
        body.contains(written, autoescape=True),
        select(answers.c.key).where(said).exists(),
    )
    return select(RESULTS.c.submission_id).join(RECORDS, RECORDS.c.result_id == RESULTS.c.id).where(found)  # type: ignore[return-value]


def _with_forms() -> ColumnElement[str]:
    """Those with a form that is not one with another paper."""
    alone = RESULTS.c.id.not_in(select(PAIRS.c.other_id))
    return select(RESULTS.c.submission_id).join(RECORDS, RECORDS.c.result_id == RESULTS.c.id).where(alone)  # type: ignore[return-value]


def _submissions_mailed(word: str) -> ColumnElement[str]:
    says = (MAILS.c.subject, MAILS.c.sender_name, MAILS.c.sender_address)
    holds = or_(*(column.contains(word, autoescape=True) for column in says))
    return select(DOCUMENTS.c.submission_id).join(MAILS, MAILS.c.document_id == DOCUMENTS.c.id).where(holds)  # type: ignore[return-value]


def _state(decided: Collection[str], undecided: bool) -> ColumnElement[bool]:
    last = select(func.max(DECISIONS.c.id)).group_by(DECISIONS.c.submission_id)
    settled = select(DECISIONS.c.submission_id).where(DECISIONS.c.id.in_(last), DECISIONS.c.decision.in_(decided))
    none = SUBMISSIONS.c.id.not_in(select(DECISIONS.c.submission_id))
    return or_(SUBMISSIONS.c.id.in_(settled), none) if undecided else SUBMISSIONS.c.id.in_(settled)
