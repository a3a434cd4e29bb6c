"""All services of one office, wired once; what a route may call."""

from __future__ import annotations

from dataclasses import dataclass

from webhook.service.cases import Cases
from webhook.service.decisions import Decisions
from webhook.service.health import Health
from webhook.service.intake import Intake
from webhook.service.letters import Letters
from webhook.service.mail_intake import MailIntake
from webhook.service.pages import Pages
from webhook.service.review import Review
from webhook.service.users import Users


@dataclass(frozen=True)
class Services:
    intake: Intake
    mail: MailIntake
    cases: Cases
    review: Review
    decisions: Decisions
    letters: Letters
    pages: Pages
    users: Users
    health: Health
