"""The doors: each route parses a request, calls one service and answers. No decisions are taken here."""

from __future__ import annotations

from flask import Flask

import webhook.routes.api as api
import webhook.routes.batch_pages as batch_pages
import webhook.routes.conformance_pages as conformance_pages
import webhook.routes.dispatch_pages as dispatch_pages
import webhook.routes.editions as editions
import webhook.routes.facts_page as facts_page
import webhook.routes.form_names as form_names
import webhook.routes.health as health
import webhook.routes.letter_list_pages as letter_list_pages
import webhook.routes.letter_pages as letter_pages
import webhook.routes.letters_pages as letters_pages
import webhook.routes.paper_pages as paper_pages
import webhook.routes.register_page as register_page
import webhook.routes.report_page as report_page
import webhook.routes.review as review
import webhook.routes.script as script
import webhook.routes.session as session
import webhook.routes.summary_page as summary_page
import webhook.routes.upload as upload


def register(app: Flask) -> None:
    """Hang every route into ``app``. Pages are added here, each by its module's ``register(app)``."""
    health.register(app)
    api.register(app)
    about_letters = (letters_pages, letter_pages, letter_list_pages, paper_pages, batch_pages)
    for pages in (script, form_names, session, upload, review, *about_letters, facts_page, register_page, editions):
        pages.register(app)
    for pages in (report_page, summary_page, conformance_pages, dispatch_pages):
        pages.register(app)
