"""All services of one office, wired once; what a route may call."""

from __future__ import annotations

from dataclasses import dataclass

from webhook.service.cases.lookup import Cases
from webhook.service.conformance.check import Conformance
from webhook.service.conformance.paper_checks import Checks
from webhook.service.dispatches.dispatching import Dispatches
from webhook.service.editions.office import Editions
from webhook.service.health import Health
from webhook.service.intake.mails import MailIntake
from webhook.service.intake.parted_photographs import PartedPhotographs
from webhook.service.intake.receiving import Intake
from webhook.service.intake.under_way import UnderWay
from webhook.service.letters.keeping import LetterKeeping
from webhook.service.letters.life import LetterLife
from webhook.service.letters.numbers import NumberBook
from webhook.service.letters.pdf import LetterPdfs
from webhook.service.letters.seal_pictures import SealPictures
from webhook.service.letters.sending import LetterSending
from webhook.service.letters.writing import Letters
from webhook.service.papers.batches import Batches
from webhook.service.papers.handouts import Handouts
from webhook.service.papers.making import Papers
from webhook.service.papers.reports import Reports
from webhook.service.papers.summaries import Summaries
from webhook.service.papers.templates import PaperTemplates
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
from webhook.service.users import Users


@dataclass(frozen=True)
class Services:
    intake: Intake
    mail: MailIntake
    cases: Cases
    search: Search
    review: Review
    decisions: Decisions
    deliveries: Deliveries
    evidence: EvidencePictures
    letters: Letters
    keeping: LetterKeeping
    life: LetterLife
    sending: LetterSending
    pdfs: LetterPdfs
    conformance: Conformance
    numbers: NumberBook
    seals: SealPictures
    registers: Registers
    deadlines: Deadlines
    reports: Reports
    summaries: Summaries
    papers: Papers
    templates: PaperTemplates
    batches: Batches
    handouts: Handouts
    dispatches: Dispatches
    packages: Packages
    photographs: PartedPhotographs
    register: Register
    checks: Checks
    editions: Editions
    pages: Pages
    under_way: UnderWay
    users: Users
    health: Health
