"""The doors: each route parses a request, calls one service and answers. No decisions are taken here."""

from __future__ import annotations

from flask import Flask

import webhook.routes.api.submissions as api
import webhook.routes.health as health
import webhook.routes.pages.batches as batch_pages
import webhook.routes.pages.conformance as conformance_pages
import webhook.routes.pages.deadlines as deadlines_page
import webhook.routes.pages.dispatches as dispatch_pages
import webhook.routes.pages.editions as editions
import webhook.routes.pages.facts as facts_page
import webhook.routes.pages.form_names as form_names
import webhook.routes.pages.letter as letter_pages
import webhook.routes.pages.letter_list as letter_list_pages
import webhook.routes.pages.letters as letters_pages
import webhook.routes.pages.papers as paper_pages
import webhook.routes.pages.register as register_page
import webhook.routes.pages.report as report_page
import webhook.routes.pages.review as review
import webhook.routes.pages.script as script
import webhook.routes.pages.session as session
import webhook.routes.pages.summary as summary_page
import webhook.routes.pages.upload as upload


def register(app: Flask) -> None:
    """Hang every route into ``app``. Pages are added here, each by its module's ``register(app)``."""
    health.register(app)
    api.register(app)
    about_letters = (letters_pages, letter_pages, letter_list_pages, deadlines_page, paper_pages, batch_pages)
    for pages in (script, form_names, session, upload, review, *about_letters, facts_page, register_page, editions):
        pages.register(app)
    for pages in (report_page, summary_page, conformance_pages, dispatch_pages):
        pages.register(app)
