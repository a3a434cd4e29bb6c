"""Reading never raises and always has the contract's shape, whatever a document holds; labels match in any dress."""

from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from extract.document import Document
from extract.reading import _judge
from extract.words.labels import LabelIndex
from forms.programme import programme
from forms.registry import forms
from forms.script import fold
from forms.spec import Form
from tests.extract.shape import check_shape
from tests.extract.sketch import BLOCKS, COVER, HEADINGS, PLAN, SECTION, TITLE, document

FORMS = forms()
LABELS = sorted({label for form in FORMS for field in form.fields() for label in field.labels})
WORDS = st.sampled_from(
    [
        *LABELS, *COVER, *HEADINGS, *(text for row in (*SECTION, *PLAN, *BLOCKS) for text in row if text != "<"),
        TITLE, "", "　", "：", "（盖章）", "2016年2月30日", "☑是 □否", "推荐单位意见", "姓名", "注：", "____", "XXXX",
    ]
)  # fmt: skip
TEXTS = st.one_of(WORDS, st.text(max_size=30), st.lists(WORDS, max_size=3).map("\n".join), st.lists(WORDS, max_size=3).map("：".join))  # fmt: skip
SPANS = st.sampled_from(["<", "^"])
CELLS = st.recursive(
    st.one_of(TEXTS, SPANS),
    lambda inner: st.lists(st.one_of(TEXTS, st.lists(st.lists(inner, min_size=1, max_size=3), min_size=1, max_size=3)), min_size=1, max_size=2),
    max_leaves=4,
)  # fmt: skip
TABLES = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=5)
)
PIECES = st.lists(st.one_of(TEXTS, TABLES), max_size=8)
DRESS = st.sampled_from(
    [
        lambda text: " ".join(text), lambda text: "　".join(text), lambda text: f"{text}：", lambda text: f"*{text}",
        lambda text: f"1. {text}", lambda text: f"（一）{text}", lambda text: text.replace("/", "／"),
        lambda text: text.replace("（", "(").replace("）", ")"), OpenCC("s2tw").convert, OpenCC("s2hk").convert,
    ]
)  # fmt: skip


def grounded(rows: list[list[Any]]) -> list[list[Any]]:
    """``rows`` whose first row and column merge with nothing outside the table."""
    plain = [["" if text == "<" and column == 0 else text for column, text in enumerate(row)] for row in rows]
    return [["" if text == "^" and number == 0 else text for text in row] for number, row in enumerate(plain)]


def drawn(pieces: list[Any]) -> Document:
    return document(TITLE, *COVER[:6], *(piece if isinstance(piece, str) else grounded(piece) for piece in pieces))


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(pieces=PIECES, form_id=st.sampled_from([None, "annex1-application"]))
def test_reading_any_document_gives_the_contracts_shape(pieces: list[Any], form_id: str | None) -> None:
    found = _judge(drawn(pieces), form_id, programme("hubei-2016"), date(2016, 6, 1)).to_json()
    check_shape(found | {"sha256": "0" * 64})


@given(form=st.sampled_from(FORMS), label=st.sampled_from(LABELS), dress=DRESS)
def test_a_label_means_the_same_in_any_dress(form: Form, label: str, dress: Any) -> None:
    index = LabelIndex.of(form)
    for part in ("cover", "unit"):
        assert index.field_targets(dress(label), part) == index.field_targets(label, part)


@given(text=st.one_of(WORDS, st.text(max_size=40)))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_table_without_any_row_holds_nothing() -> None:
    flow = document(TITLE, *COVER, HEADINGS[0], SECTION, HEADINGS[1], []).flow
    result = _judge(Document("sketch", flow), None, programme("national"), date(2016, 6, 1))
    assert result.record is not None
    assert result.record.rows.get("plan", ()) == ()
