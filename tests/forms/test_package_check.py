from datetime import date

from forms.outside import OutsideFacts
from forms.package_check import Unread, check_together
from forms.programme import HUBEI, NATIONAL
from tests.forms.papers import ON
from tests.forms.records import record


def missing(unread: Unread) -> tuple[str, str]:
    (found,) = check_together((record(),), NATIONAL, ON, unread=unread)
    return found.severity, found.message


def test_a_paper_that_is_not_there_blocks_where_everything_was_read():
    severity, message = missing(Unread())
    assert severity == "block"
    assert "另有" not in message


def test_a_paper_that_may_stand_in_a_lost_file_never_blocks():
    severity, message = missing(Unread(lost=2, other=1))
    assert severity == "warn"
    assert "另有2份文件没有完整读出" in message


def test_an_unknown_paper_is_named_and_excuses_nothing():
    severity, message = missing(Unread(other=1))
    assert severity == "block"
    assert "另有1份文件不能确定是何种材料" in message


def test_other_findings_stand_whatever_was_lost():
    late = OutsideFacts(received_on=date(2016, 5, 21))
    found = check_together((record(),), HUBEI, date(2016, 5, 21), late, Unread(lost=1))
    assert [(f.code, f.severity) for f in found if f.code == "received-late"] == [("received-late", "block")]
