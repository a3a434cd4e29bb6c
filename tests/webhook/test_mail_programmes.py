"""Which programme a mail is for: by the address that it was sent to."""

from __future__ import annotations

import pytest

from tests.mail_drawing import attached, mail
from tests.webhook.conftest import OfficeMaker
from tests.webhook.test_inbound_mail import SECRET, deliver, shown
from webhook.service.intake.mail_programmes import mail_programmes, programme_for
from webhook.service.problems import Invalid

SETTING = "sb+hubei@example.invalid=hubei, GJ@example.invalid=national"
KNOWN = mail_programmes(SETTING)


def test_the_setting_names_a_programme_for_each_address() -> None:
    assert KNOWN == {"sb+hubei@example.invalid": "hubei-2016", "gj@example.invalid": "national"}
    assert mail_programmes(None) == mail_programmes(" , ") == {}


@pytest.mark.parametrize("setting", ["nobody", "a@b=", "=national", "a b@c=national", "a@b=national,A@b=hubei"])
def test_a_setting_that_cannot_be_understood_names_the_part(setting: str) -> None:
    with pytest.raises(Invalid) as refused:
        mail_programmes(setting)
    assert refused.value.code == "mail-programmes-wrong"
    assert "PILOT_MAIL_PROGRAMMES" in refused.value.message


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (b"To: <sb+hubei@example.invalid>", "hubei-2016"),
        (b"to:\r\n  somebody@example.invalid,\r\n\tSB+Hubei@EXAMPLE.invalid\r\nSubject: x", "hubei-2016"),
        (b"Cc: gj@example.invalid", "national"),
        (b"Delivered-To: gj@example.invalid\r\nTo: sb+hubei@example.invalid", "national"),
        (b"To: gj@example.invalid, sb+hubei@example.invalid", None),
        (b"To: sb@example.invalid", None),
        (b"Subject: To: gj@example.invalid", None),
        (b"X-To: gj@example.invalid", None),
        (b"", None),
    ],
)
def test_the_one_address_that_is_set_decides(head: bytes, found: str | None) -> None:
    assert programme_for(head, KNOWN) == found


def test_a_mail_goes_to_the_programme_of_its_address_else_to_the_services_own(make_office: OfficeMaker) -> None:
    office = make_office(mail_secret=SECRET, mail_programmes=SETTING, programme="provincial")
    first = deliver(office, mail(attached("a.docx"), To="gj@example.invalid"))
    second = deliver(office, mail(attached("b.docx"), To="other@example.invalid"))
    assert [shown(office, one)["programme"] for one in (first, second)] == ["national", "provincial"]


def test_the_environment_gives_the_setting(make_office: OfficeMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PILOT_MAIL_PROGRAMMES", SETTING)
    office = make_office(mail_secret=SECRET)
    assert shown(office, deliver(office, mail(attached("a.docx"), To="gj@example.invalid")))["programme"] == "national"
