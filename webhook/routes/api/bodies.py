"""Cases and letters as the API's JSON, with their links."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import url_for

from webhook.routes.wiring import services
from webhook.service.cases.case import Case
from webhook.service.letters.stages import ELECTRONIC
from webhook.service.review.decisions import TITLES, propose
from webhook.store.decisions import Decision
from webhook.store.letters import WITHDRAWN, StoredLetter
from webhook.store.mails import Mail
from webhook.store.results import StoredResult
from webhook.store.submissions import Document


def submission_body(case: Case) -> dict[str, Any]:
    """A submission as it is now, without records and findings."""
    held = case.submission
    return {
        "id": held.id,
        "status": case.status,
        "received_at": held.received_at.isoformat(),
        "judged_on": held.judged_on.isoformat(),
        "programme": held.programme,
        "package": held.package_id,
        "version": held.version,
        "channel": held.channel,
        "mails": [_mail(mail) for mail in case.mails],
        "error": case.error,
        "documents": [_document(case, document) for document in case.documents],
        "proposal": propose(case).to_json(),
        "decision": _decision(case.decision) if case.decision else None,
        "letters": [letter_body(letter) for letter in case.letters],
        "links": _links(case),
    }


def read_body(case: Case) -> dict[str, Any]:
    """A submission that was read, with the first form's record and findings (``None`` where there is no form)."""
    paper = case.papers[0] if case.papers else None
    return {
        **submission_body(case),
        "record": paper.record_json() if paper else None,
        "findings": paper.findings_json()["findings"] if paper else None,
    }


def letter_body(letter: StoredLetter) -> dict[str, Any]:
    return {
        "id": letter.id,
        "submission": letter.submission_id,
        "form": letter.result_id,
        "revision": letter.revision,
        "kind": letter.kind,
        "paper": letter.paper,
        "genre": letter.genre,
        "title": letter.title,
        "issuer": letter.issuer,
        "addressees": letter.addressees,
        "copies_to": list(letter.copies_to),
        "state": letter.state,
        "version": letter.version,
        "number": letter.number,
        "issued_on": _day(letter.issued_on),
        "channel": letter.channel,
        "copies": letter.copies,
        "sent_on": _day(letter.sent_on),
        "delivered_on": _day(letter.delivered_on),
        "withdrawn_by": letter.withdrawn_by,
        "withdrawn_at": letter.withdrawn_at.isoformat() if letter.withdrawn_at else None,
        "withdrawn_reason": letter.withdrawn_reason,
        "template": letter.template,
        "template_digest": letter.template_digest,
        "sha256": letter.sha256,
        "findings": letter.finding_keys,
        "by": letter.by,
        "at": letter.at.isoformat(),
        "released_by": letter.released_by,
        "released_at": letter.released_at.isoformat() if letter.released_at else None,
        "eml": url_for("letters.get_letter_eml", letter_id=letter.id) if goes_by_mail(letter) else None,
        "docx": url_for("letters.get_letter_docx", letter_id=letter.id),
    }


def goes_by_mail(letter: StoredLetter) -> bool:
    """Whether there is a draft of a mail to download for it."""
    return letter.channel in ELECTRONIC and letter.state != WITHDRAWN


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _links(case: Case) -> dict[str, str]:
    names = {"self": "get_submission", "record": "get_record", "findings": "get_findings", "decision": "put_decision"}
    links = {name: url_for(f"submissions.{view}", submission_id=case.id) for name, view in names.items()}
    beside = {"facts": "get_facts", "package": "get_package"} if case.together else {"facts": "get_facts"}
    return links | {name: url_for(f"packages.{view}", submission_id=case.id) for name, view in beside.items()}


def _mail(mail: Mail) -> dict[str, Any]:
    shown = ("message_id", "sender_name", "sender_address", "subject")
    return {"document": mail.document_id, **{name: getattr(mail, name) for name in shown}}


def _document(case: Case, document: Document) -> dict[str, Any]:
    forms = [_form(case, result) for result in case.results if result.document_id == document.id]
    shown = ("id", "name", "sha256", "size", "state", "error")
    now = services().under_way.of(document.id)
    about = {"inside": document.parent_id, "reading": {"page": now.page, "pages": now.pages} if now else None}
    return {**{name: getattr(document, name) for name in shown}, **about, "forms": forms}


def _form(case: Case, result: StoredResult) -> dict[str, Any]:
    body = result.body
    kept = ("status", "kind", "form", "edition", "member", "pages", "problems", "candidates", "error")
    about = {"companion": body.get("companion"), "paper": body.get("paper"), "sheets": body.get("sheets", [])}
    findings = {"findings": body["findings"]} if result.kind == "companion" else {}
    joined = {"joined_to": case.joined.get(result.id)}
    return {"id": result.id, **{name: body[name] for name in kept}, **about, **findings, **joined}


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "decision": decision.decision,
        "title": TITLES[decision.decision],
        "why": decision.reason,
        "by": decision.by,
        "at": decision.at.isoformat(),
    }
