"""The definitions of 附件2 to 附件6 say what is known of those forms, and rest every slot on an article or openly on none."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from docx import Document

from forms.definitions import annex2_national, annex3_national, annex4_national, annex5_national, annex6_national
from forms.definitions.vocabulary import other_names
from forms.law import Citation, Practice
from forms.record import Answer, BlockRecord, Record, SealMark, SignatureMark
from forms.schema import schema_for, values_of
from forms.script import fold, traditional
from forms.spec import Block, DefinitionError, Field, Form, Needs, Rows, Section
from forms.types import Composite, Date, Kind, LongText, Options, Org, SignatureCell
from forms.types.named import kind_named
from render.blank import blank
from render.forms_out import filled
from tests.forms.form_facts import FACTS, TITLES
from tests.render.words import all_text

FORMS = tuple(
    module.FORM for module in (annex2_national, annex3_national, annex4_national, annex5_national, annex6_national)
)
every_form = pytest.mark.parametrize("form", FORMS, ids=lambda form: f"annex{form.annex}")


def slots(form: Form) -> Iterator[tuple[str, Field]]:
    """Every labelled slot with the part it stands in, columns of rows among them."""
    yield from (("cover", field) for field in form.cover)
    for section in form.sections:
        fields = section.columns if isinstance(section, Rows) else section.fields
        yield from ((section.id, field) for field in fields)


def bare(kind: Kind | Composite) -> str:
    return f"enum:{'|'.join(kind.choices)}" if isinstance(kind, Options) else kind.name


def stated(form: Form) -> list[str]:
    """The definition in the lines of the facts."""
    lines = [
        f"{part} {'/'.join(field.ids)} | {field.label} | {bare(field.kind)} | "
        f"{'*' if field.required else '-'}{' +' if field.repeated else ''}"
        for part, field in slots(form)
    ]
    return lines + [_block_line(block) for block in form.blocks]


def _block_line(block: Block) -> str:
    needs = " ".join(
        name
        for name, need in (
            ("opinion", Needs.OPINION),
            ("signature", Needs.SIGNATURE),
            ("seal", Needs.SEAL),
            ("date", Needs.DATE),
        )
        if need in block.needs
    )
    marks = f"{'*' if block.required else '-'}{' +' if block.repeated else ''}"
    return f"block {block.id} | {block.label} | {needs} | {block.filled_by.value} | {marks}"


@every_form
def test_a_definition_says_what_is_known_of_its_form(form: Form) -> None:
    assert stated(form) == FACTS[form.id].strip().splitlines()
    assert (form.title, form.edition, form.specimen) == (TITLES[form.id], "national", True)


@every_form
def test_every_slot_rests_on_words_of_the_regulation_or_openly_on_practice(form: Form) -> None:
    bases = [form.cites, *(field.basis for _, field in slots(form)), *(block.basis for block in form.blocks)]
    assert all(isinstance(basis, Citation | Practice) for basis in bases)
    assert [str(basis) for basis in bases if isinstance(basis, Citation) and not basis.words] == []


@every_form
def test_the_form_knows_the_day_it_was_filled_in(form: Form) -> None:
    field = form.filing_date()
    assert field is not None
    assert field.ids[0] in ("applied_on", "reported_on")


@every_form
def test_no_label_is_a_heading_under_any_of_its_names(form: Form) -> None:
    headings = {fold(title.partition("、")[2] or title) for title in form.headings().values()}
    headings |= {fold(name) for section in form.sections for name in section.synonyms}
    assert [label for _, field in slots(form) for label in field.labels if fold(label) in headings] == []


@every_form
def test_every_kind_of_a_form_can_be_called_by_its_name_and_has_samples(form: Form) -> None:
    for _, field in slots(form):
        assert kind_named(bare(field.kind)).name == field.kind.name
        assert all(len(kind.samples()) >= 2 for _, kind in field.parts)


def test_every_kind_of_the_field_lists_has_a_name() -> None:
    for name in [
        "address",
        "date",
        "date_range",
        "doc_no",
        "email",
        "int",
        "int x4",
        "longtext",
        "month_range",
        "number",
        "org",
        "org list",
        "orgcode_or_uscc",
        "percent",
        "percent+sample",
        "person",
        "person+phone",
        "phone",
        "postcode",
        "signature",
        "text",
        "text->GB/T 12402",
        "text->GB/T 4754",
        "yes_no+text",
    ]:
        assert kind_named(name).name == name
    assert kind_named("enum:组长|副组长|成员") == Options(("组长", "副组长", "成员"))


@pytest.mark.parametrize("name", ["money", "", "enum:", "enum:合格", "enum:合格|"])
def test_a_name_that_calls_no_kind_is_refused_with_those_that_do(name: str) -> None:
    with pytest.raises(KeyError, match="percent\\+sample"):
        kind_named(name)


def sample_record(form: Form, number: int) -> Record:
    """A record of the definition's own sample answers, in every slot, two rows of each table, every block once."""

    def answer(kind: Kind, turn: int) -> Answer:
        samples = kind.samples()
        return Answer(samples[turn % len(samples)])

    fields = {slot: answer(kind, number) for slot, kind in form.kinds().items()}
    rows = {
        rows.id: tuple(
            {slot: answer(kind, n) for c in rows.columns for slot, kind in c.parts} for n in (number, number + 1)
        )
        for rows in form.rows()
    }
    blocks = tuple(
        BlockRecord(
            b.id,
            answer(Org(), number),
            answer(LongText(), number),
            answer(Date(), number),
            SignatureMark(False),
            SealMark(False),
        )
        for b in form.blocks
    )
    return Record(form.id, form.edition, "hans", fields, rows, blocks)


@every_form
@pytest.mark.parametrize("number", [0, 1, 2])
def test_the_samples_of_a_definition_fit_its_schema(form: Form, number: int) -> None:
    values = values_of(sample_record(form, number))
    assert schema_for(form)().load(values) == values


def test_of_a_signature_in_a_row_only_its_presence_is_a_plain_value() -> None:
    (first, second) = values_of(sample_record(annex3_national.FORM, 0))["rows"]["group"]
    assert (first["signature"], second["signature"]) == ({"present": False}, {"present": True})


@every_form
@pytest.mark.parametrize("script", ["hans", "hant"])
def test_a_blank_and_a_filled_form_can_be_made_in_both_scripts(form: Form, script: str) -> None:
    words = (lambda text: traditional(text)) if script == "hant" else str
    for made in (blank(form, script), filled(form, sample_record(form, 0), script)):
        Document(io.BytesIO(made))
        text = all_text(made)
        assert [label for _, field in slots(form) if (label := words(field.label)) not in text] == []
        assert [label for block in form.blocks if (label := words(block.label)) not in text] == []
        assert words("本系统样表") in text


@every_form
def test_a_filled_form_shows_every_sample(form: Form) -> None:
    record = sample_record(form, 0)
    text = all_text(filled(form, record))
    for slot, kind in form.kinds().items():
        assert all(line in text for line in kind.show(record.value(slot)).split("\n")), slot


@every_form
def test_labels_of_one_part_stay_apart_in_traditional_script(form: Form) -> None:
    for part in {part for part, _ in slots(form)}:
        labels = [fold(traditional(field.label)) for where, field in slots(form) if where == part]
        assert len(set(labels)) == len(labels)
        assert labels == [fold(field.label) for where, field in slots(form) if where == part]


def test_who_says_验收_for_评估_is_understood_in_every_label() -> None:
    report = annex3_national.FORM
    for slot, name in (("evaluated_on", "验收日期"), ("score", "验收得分"), ("conclusion", "验收结论")):
        assert name in report.field_of(slot).labels
    assert "验收组组长" in report.block_of("group_leader").labels
    assert "验收组成员签名" in report.block_of("group_members").labels
    assert "复审日期" in annex6_national.FORM.field_of("rechecked_on").labels
    assert "自检结论" in annex2_national.FORM.field_of("self_check_result").labels


def test_评估组_inside_a_longer_word_is_no_group() -> None:
    names = other_names("评估组织单位")
    assert "验收组织单位" in names
    assert not any(name.startswith("专家组") for name in names)


def test_the_tables_of_members_are_signed_row_by_row() -> None:
    for form in (annex3_national.FORM, annex6_national.FORM):
        kinds = [type(column.kind) for column in form.rows_of("group").columns]
        assert kinds.count(SignatureCell) == 1
    assert {s.id for form in FORMS for s in form.sections if isinstance(s, Section) and s.headed} == {
        "self_inspection",
        "recheck",
    }


def test_a_form_is_dated_by_a_slot_that_it_has() -> None:
    why = Practice("试")
    dated = Field("on", "日期", Date(), why)
    assert Form("x", "1", 1, "表", why, cover=(dated,)).filing_date() == dated
    assert Form("x", "1", 1, "表", why).filing_date() is None
    with pytest.raises(DefinitionError, match="dated_by"):
        Form("x", "1", 1, "表", why, cover=(dated,), dated_by="when")
