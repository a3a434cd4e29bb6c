"""All services of one office, wired once; what a route may call."""

from __future__ import annotations

from dataclasses import dataclass

from webhook.service.batches import Batches
from webhook.service.cases import Cases
from webhook.service.checks import Checks
from webhook.service.conformance import Conformance
from webhook.service.decisions import Decisions
from webhook.service.deliveries import Deliveries
from webhook.service.dispatches import Dispatches
from webhook.service.editions import Editions
from webhook.service.evidence_pictures import EvidencePictures
from webhook.service.handouts import Handouts
from webhook.service.health import Health
from webhook.service.intake import Intake
from webhook.service.letter_keeping import LetterKeeping
from webhook.service.letter_life import LetterLife
from webhook.service.letter_pdf import LetterPdfs
from webhook.service.letter_sending import LetterSending
from webhook.service.letters import Letters
from webhook.service.mail_intake import MailIntake
from webhook.service.numbers import NumberBook
from webhook.service.packages import Packages
from webhook.service.pages import Pages
from webhook.service.paper_templates import PaperTemplates
from webhook.service.papers import Papers
from webhook.service.parted_photographs import PartedPhotographs
from webhook.service.register import Register
from webhook.service.registers import Registers
from webhook.service.reports import Reports
from webhook.service.review import Review
from webhook.service.seal_pictures import SealPictures
from webhook.service.summaries import Summaries
from webhook.service.under_way import UnderWay
from webhook.service.users import Users


@dataclass(frozen=True)
class Services:
    intake: Intake
    mail: MailIntake
    cases: Cases
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
