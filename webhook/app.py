"""The service as a WSGI application; the only place where its parts are wired together."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from flask import Flask, Response

from forms import registry
from webhook import auth, errors, routes
from webhook.config import Config, mail_programme_setting, mail_secret, seal_picture_setting, secret_key
from webhook.routes.incoming import Incoming
from webhook.runners.child import ChildLimits
from webhook.runners.conformance import ChildPaperChecker, checking_pool
from webhook.runners.editions import ChildEditionReader
from webhook.runners.embedded import EmbeddedRunner, Handler, Pace
from webhook.runners.printing import OfficePrinter
from webhook.runners.reading import ChildPageDrawer, ChildPool, ChildReader, PoolClosed, load_models
from webhook.service.cases.lookup import Cases
from webhook.service.conformance.check import Conformance
from webhook.service.conformance.paper_checks import Checks
from webhook.service.dispatches.dispatching import Dispatches
from webhook.service.dispatches.making import ToPdf, printed_pages
from webhook.service.editions.files import EditionFiles
from webhook.service.editions.office import Editions
from webhook.service.health import Health
from webhook.service.intake import reading
from webhook.service.intake.mail_programmes import mail_programmes
from webhook.service.intake.mails import MailDoor, MailIntake
from webhook.service.intake.parted_photographs import PartedPhotographs
from webhook.service.intake.receiving import Intake
from webhook.service.intake.under_way import UnderWay
from webhook.service.letters.conformance import LetterChecks
from webhook.service.letters.keeping import LetterKeeping
from webhook.service.letters.life import LetterLife
from webhook.service.letters.numbers import NumberBook
from webhook.service.letters.pdf import JOB as PDF_JOB
from webhook.service.letters.pdf import LetterPdfs
from webhook.service.letters.print import printed
from webhook.service.letters.seal_pictures import SealPictures, is_allowed
from webhook.service.letters.sending import LetterSending
from webhook.service.letters.writing import Letters
from webhook.service.papers.batch_work import DraftBatch, PrintBatch, Printed, StepBatch
from webhook.service.papers.batches import DRAFT_JOB, PRINT_JOB, STEP_JOB, Batches
from webhook.service.papers.handouts import Handouts
from webhook.service.papers.making import MAKER, Papers
from webhook.service.papers.reports import Reports
from webhook.service.papers.summaries import Summaries
from webhook.service.papers.templates import PaperTemplates, composer
from webhook.service.ports import Clock, EditionReader, LetterPrinter, PageDrawer, PaperChecker, Reader
from webhook.service.recognition import Recognition
from webhook.service.registers.books import Registers
from webhook.service.registers.deadlines import Deadlines
from webhook.service.registers.passes import Register
from webhook.service.review.decisions import Decisions
from webhook.service.review.deliveries import Deliveries
from webhook.service.review.evidence_pictures import EvidencePictures
from webhook.service.review.hand import Review
from webhook.service.review.packages import Packages
from webhook.service.review.pages import Pages
from webhook.service.review.search import Search
from webhook.service.services import Services
from webhook.service.users import Users
from webhook.store.blobs import Blobs
from webhook.store.database import Store, Tx
from webhook.store.letters import CASE, StoredLetter
from webhook.store.trouble import Unusable, unusable

LOG = logging.getLogger(__name__)
CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
FORM_MEMORY_BYTES = 2 * 1024 * 1024
FORM_PARTS = 500


@dataclass(frozen=True)
class Parts:
    """What a test puts in place of the real thing; ``None`` takes the real thing."""

    reader: Reader | None = None
    drawer: PageDrawer | None = None
    edition_reader: EditionReader | None = None
    clock: Clock | None = None
    pace: Pace | None = None
    printed: Printed | None = None
    checker: PaperChecker | None = None
    printer: LetterPrinter | None = None
    to_pdf: ToPdf | None = None


@dataclass(frozen=True)
class Machinery:
    """What runs beside the requests: start it once, stop it in the end."""

    store: Store
    runner: EmbeddedRunner
    pools: tuple[ChildPool, ...]
    recognition: Recognition

    def start(self) -> None:
        self.runner.start()
        self.recognition.start()

    def stop(self) -> None:
        """Let the jobs at work end, then end the children and close the database."""
        self.runner.stop()
        for pool in self.pools:
            pool.close()
        self.store.close()


def create_app(config: Config, parts: Parts = Parts()) -> Flask:
    """The application over the data folder, its database migrated; nothing runs until :func:`machinery` starts.

    Raises :class:`webhook.store.trouble.Unusable` where the folder cannot be worked with, and
    :class:`webhook.service.problems.Invalid` for a setting that cannot be understood.
    """
    clock = parts.clock or (lambda: datetime.now(UTC))
    programmes = mail_programmes(mail_programme_setting(config))
    door = MailDoor(mail_secret(config), config.limits.file_bytes, programmes)
    store, blobs = _opened(config)
    registry.use(config.editions)
    for _, message in registry.faulty():
        LOG.warning("%s", message)
    limits = ChildLimits(config.reader_memory_bytes, config.reader_cpu_seconds, config.reader_wall_seconds)
    pools = (ChildPool(config.readers, limits), ChildPool(1, limits), checking_pool(), checking_pool())
    reader = parts.reader or ChildReader(pools[0], config.limits, config.editions)
    under_way = UnderWay()
    handlers: dict[str, Handler] = {reading.JOB: reading.ReadDocument(store, blobs, reader, clock, under_way)}
    pace = parts.pace or Pace(lease=timedelta(seconds=config.lease_seconds))
    runner = EmbeddedRunner(store, handlers, clock, config.readers, pace)
    drawer = parts.drawer or ChildPageDrawer(pools[1])
    load = None if parts.reader else partial(load_models, pools[0])
    recognition = Recognition(load, stopped=PoolClosed)
    app = _flask(config, secret_key(config))
    edition_reader = parts.edition_reader or ChildEditionReader(pools[1], config.limits)
    editions = Editions((store, blobs), EditionFiles(config.editions), edition_reader, clock, config.limits.file_bytes)
    beside = (runner, drawer, door, editions, parts.to_pdf or printed_pages)
    checkers = [parts.checker or ChildPaperChecker(pool) for pool in pools[2:]]
    formal = (checkers[0], checkers[1], parts.printer or OfficePrinter())
    found = _services(config, (store, blobs), clock, beside, (under_way, recognition), formal)
    app.extensions["pilot"] = found
    handlers[PDF_JOB] = found.pdfs
    handlers |= {
        DRAFT_JOB: DraftBatch(store, found.papers, found.letters),
        STEP_JOB: StepBatch(store, found.life),
        PRINT_JOB: PrintBatch(store, blobs, parts.printed or printed),
    }
    app.extensions["pilot-machinery"] = Machinery(store, runner, pools, recognition)
    return app


def _opened(config: Config) -> tuple[Store, Blobs]:
    try:
        config.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        store, blobs = Store(config.database), Blobs(config.blobs)
        blobs.sweep(time.time())
        secret_key(config)
    except OSError as error:
        raise unusable(config.data, error) from error
    try:
        store.migrate()
    except Unusable:
        store.close()
        raise
    return store, blobs


def machinery(app: Flask) -> Machinery:
    """What runs beside ``app``."""
    found = app.extensions["pilot-machinery"]
    assert isinstance(found, Machinery)
    return found


def _services(
    config: Config,
    kept: tuple[Store, Blobs],
    clock: Clock,
    beside: tuple[EmbeddedRunner, PageDrawer, MailDoor, Editions, ToPdf],
    watched: tuple[UnderWay, Recognition],
    formal: tuple[PaperChecker, PaperChecker, LetterPrinter],
) -> Services:
    (store, blobs), (runner, drawer, door, editions, to_pdf), (under_way, recognition) = kept, beside, watched
    cases = Cases(store)
    pages = Pages(cases, blobs, drawer, config.page_cache)
    evidence = EvidencePictures(cases, pages)
    handed_in, own, printer = formal
    writing = _writing(config, kept, clock, evidence, (own, printer))
    intake = Intake(store, blobs, clock, config.limits, config.programme, runner.ring)
    return Services(
        intake=intake,
        mail=MailIntake(intake, clock, door),
        cases=cases,
        search=Search(store),
        review=Review(store, clock),
        decisions=Decisions(store, clock),
        deliveries=Deliveries(store, clock),
        letters=writing.letters,
        keeping=writing.keeping,
        life=writing.life,
        sending=LetterSending(store, blobs),
        pdfs=writing.pdfs,
        conformance=Conformance(blobs, handed_in, config.limits.file_bytes),
        numbers=NumberBook(store, clock),
        seals=SealPictures((store, blobs), clock, is_allowed(seal_picture_setting(config))),
        registers=Registers(store, clock),
        deadlines=Deadlines(store, clock),
        reports=Reports(store, clock),
        summaries=Summaries(store, clock),
        papers=writing.papers,
        templates=writing.templates,
        batches=Batches((store, blobs), clock, writing.papers, runner.ring),
        handouts=Handouts(store, clock),
        dispatches=Dispatches(store, blobs, clock, to_pdf),
        packages=Packages(store, clock),
        photographs=PartedPhotographs(store, blobs, intake),
        register=Register(store, clock),
        checks=Checks(clock, config.programme),
        editions=editions,
        pages=pages,
        evidence=evidence,
        under_way=under_way,
        users=Users(store, clock),
        health=Health(store, lambda: runner.alive, config.data, recognition),
    )


@dataclass(frozen=True)
class _Writing:
    """What writes letters and papers, keeps them and prints them."""

    letters: Letters
    papers: Papers
    templates: PaperTemplates
    keeping: LetterKeeping
    life: LetterLife
    pdfs: LetterPdfs


def _writing(
    config: Config,
    kept: tuple[Store, Blobs],
    clock: Clock,
    evidence: EvidencePictures,
    formal: tuple[PaperChecker, LetterPrinter],
) -> _Writing:
    (store, blobs), (own, printer) = kept, formal
    checks = LetterChecks(kept, own, clock)
    pdfs = LetterPdfs(kept, checks, printer)
    templates, keeping = PaperTemplates(store, blobs, clock), LetterKeeping(store, blobs, clock, checks.made)
    letters = Letters(store, blobs, clock, composer(templates), evidence.of_findings, checks.made)
    papers = Papers(store, clock, keeping, templates, config.programme)

    def refuse_outdated(tx: Tx, letter: StoredLetter) -> None:
        letters.refuse_outdated(tx, letter)
        papers.refuse_outdated(tx, letter)

    makers = {CASE: letters.remake, MAKER: papers.remake}
    life = LetterLife(kept, clock, makers, refuse_outdated, config.limits.file_bytes, pdfs)
    return _Writing(letters, papers, templates, keeping, life, pdfs)


class Door(Flask):
    """Flask, but for what it writes into the log of an exception: never the message, which may hold somebody's data."""

    request_class = Incoming

    def log_exception(self, exc_info: Any) -> None:
        self.logger.error("%s", errors.describe(exc_info[1]))


def _flask(config: Config, secret: str) -> Flask:
    app = Door("webhook")
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.config.update(
        SECRET_KEY=secret,
        MAX_CONTENT_LENGTH=config.request_bytes,
        MAX_FORM_MEMORY_SIZE=FORM_MEMORY_BYTES,
        MAX_FORM_PARTS=FORM_PARTS,
        WTF_CSRF_TIME_LIMIT=None,  # a page may lie open as long as its session lasts
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        TEMPLATES_AUTO_RELOAD=False,
    )
    errors.register(app)
    auth.register(app)
    routes.register(app)
    app.before_request(lambda: registry.use(config.editions))
    app.after_request(_protect)
    return app


def _protect(response: Response) -> Response:
    """Headers that keep foreign content out, and personal data out of caches."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", "no-store")
    return response
