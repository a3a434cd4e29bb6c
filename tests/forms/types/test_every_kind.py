"""What holds of every kind of answer, whatever stands in the slot."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from marshmallow import ValidationError
from opencc import OpenCC

from forms.finding import CODES
from forms.types import Date, DateRange, Hint, Kind, MonthRange, Number, OrgCode, Person, PersonPhone, Postcode, Reading
from tests.forms.types.kinds import KINDS, hard_texts

every_kind = pytest.mark.parametrize("kind", KINDS, ids=repr)


@every_kind
@settings(max_examples=40)
@given(raw=hard_texts)
def test_any_text_is_read_without_an_error_and_only_with_known_doubts(kind: Kind, raw: str) -> None:
    for hint in (Hint(), Hint(2016, "hant"), Hint(None, "hans")):
        reading = kind.read(raw, hint)
        assert set(reading.doubts) <= set(CODES)
        assert len(set(reading.doubts)) == len(reading.doubts)
        assert reading.value not in ("", [], {})


@every_kind
@settings(max_examples=40)
@given(raw=hard_texts)
def test_what_was_read_is_shown_so_that_it_reads_the_same(kind: Kind, raw: str) -> None:
    value = kind.read(raw).value
    if value is not None:
        assert kind.read(kind.show(value)).value == value


@every_kind
@settings(max_examples=40)
@given(raw=hard_texts)
def test_what_was_read_is_valid_but_for_what_check_reports(kind: Kind, raw: str) -> None:
    value = kind.read(raw).value
    if value is None:
        return
    faults = kind.check(value)
    assert all(fault.code in CODES and fault.message.endswith("。") for fault in faults)
    if not faults:
        assert kind.field().deserialize(value) == value


@every_kind
def test_blank_slots_are_empty_without_a_doubt(kind: Kind) -> None:
    for raw in ("", " ", "\n\t　", "（ ）", "____", "()", "\u200b", "【】", "（可有可无）"):
        assert kind.read(raw) == Reading(), repr(raw)


@every_kind
def test_samples_are_good_distinct_and_read_back_without_a_doubt(kind: Kind) -> None:
    samples = kind.samples()
    assert len(samples) >= 2
    assert all(samples.count(sample) == 1 for sample in samples)
    for sample in samples:
        assert kind.read(kind.show(sample)) == Reading(sample)
        assert kind.check(sample) == ()
        assert kind.field().deserialize(sample) == sample


@pytest.mark.parametrize("kind", [kind for kind in KINDS if not isinstance(kind, Person)], ids=repr)
@pytest.mark.parametrize("configuration", ["s2tw", "s2t", "s2hk"])
def test_samples_shown_in_traditional_script_read_back_in_simplified(kind: Kind, configuration: str) -> None:
    for sample in kind.samples():
        shown = OpenCC(configuration).convert(kind.show(sample))
        assert kind.read(shown, Hint(script="hant")) == Reading(sample)


@every_kind
def test_nothing_is_shown_as_nothing(kind: Kind) -> None:
    assert kind.show(None) == ""


@every_kind
def test_equal_parameters_make_equal_kinds(kind: Kind) -> None:
    assert kind in KINDS
    assert hash(kind) == hash(next(other for other in KINDS if other == kind))


@every_kind
def test_the_field_describes_itself_and_refuses_another_shape_in_chinese(kind: Kind) -> None:
    field = kind.field()
    assert field.metadata["description"]
    for wrong in (7, True, {"x": 1}, [1], "", "\u0001", None):
        if wrong == 7 and isinstance(kind, Number):
            continue
        with pytest.raises(ValidationError) as refused:
            field.deserialize(wrong)
        assert not any(c.isascii() and c.isalpha() for c in _words(refused.value.messages)), refused.value.messages


def _words(messages: object) -> str:
    """The sentences alone, without the names and examples in Latin letters that they quote."""
    if isinstance(messages, dict):
        return "".join(map(_words, messages.values()))
    if isinstance(messages, list):
        return "".join(map(_words, messages))
    text = str(messages)
    for quoted in ("true", "false", "name@example.com", "I、O、S、V、Z", "UTF-8"):
        text = text.replace(quoted, "")
    return text


@pytest.mark.parametrize("kind", [Date(), MonthRange(), DateRange(), OrgCode(), Postcode()], ids=repr)
def test_samples_left_over_from_the_blank_are_no_answer_but_are_marked(kind: Kind) -> None:
    assert kind.read("XXXX") == Reading(None, ("placeholder-left",))


@given(raw=hard_texts)
def test_any_cell_of_name_and_number_is_split_without_an_error(raw: str) -> None:
    parts, doubts = PersonPhone().split(raw)
    assert len(parts) == 2
    assert set(doubts) <= set(CODES)
