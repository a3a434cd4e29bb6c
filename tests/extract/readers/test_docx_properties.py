"""What holds for every Word file: text once and in order, and no exception but the one that is agreed."""

from __future__ import annotations

import io
import random
import re
import zipfile
from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.document import Flow, Table
from extract.errors import DocumentError
from extract.limits import Limits
from extract.readers.word.docx import read
from tests.extract.readers.wordml import (
    both,
    docx,
    field,
    inline,
    line,
    p,
    png,
    r,
    say,
    sdt,
    t,
    tbl,
    tc,
    text_box,
    tr,
    zipped,
)

CHARACTERS = st.text(st.sampled_from("试点名称单位电话027－/（）A1 <&>☑"), max_size=6)


@dataclass(frozen=True)
class Made:
    """A piece of a document and the lines it prints."""

    xml: str
    lines: tuple[str, ...]


@st.composite
def inline_text(draw: st.DrawFn) -> tuple[str, str]:
    """A stretch of a paragraph in one of many wrappings, and what it prints."""
    text = draw(CHARACTERS)
    cut = draw(st.integers(0, len(text)))
    runs = say(text[:cut]) + say(text[cut:])
    lost = say("已删除的字")
    wrapped = {
        "plain": (runs, text),
        "one": (r(t(text[:cut]), t(text[cut:])), text),
        "ins": (f"<w:ins>{runs}</w:ins>", text),
        "del": (f"<w:del>{lost}</w:del>{runs}", text),
        "moved": (f"{runs}<w:moveFrom>{lost}</w:moveFrom>", text),
        "link": (f"<w:hyperlink>{runs}</w:hyperlink>", text),
        "sdt": (sdt(sdt(runs)), text),
        "placeholder": (sdt(lost, props="<w:showingPlcHdr/>") + runs, text),
        "hidden": (say("藏", "<w:vanish/>") + runs, text),
        "field": (field("REF a", runs), text),
        "both": (r(both(t(text), t("旧" + text))), text),
        "tab": (runs + r("<w:tab/>"), text + "\t"),
    }
    return wrapped[draw(st.sampled_from(sorted(wrapped)))]


@st.composite
def paragraph(draw: st.DrawFn) -> Made:
    stretches = draw(st.lists(inline_text(), max_size=4))
    xml, text = "".join(s[0] for s in stretches), "".join(s[1] for s in stretches)
    return draw(
        st.sampled_from([Made(p(xml), (text,)), Made(sdt(p(xml)), (text,)), Made(both(p(xml), line("旧")), (text,))])
    )


@st.composite
def boxed(draw: st.DrawFn) -> Made:
    inside = draw(st.lists(paragraph(), min_size=1, max_size=2))
    return Made(p(text_box(*[made.xml for made in inside])), ("", *(text for made in inside for text in made.lines)))


@st.composite
def table(draw: st.DrawFn, content: st.SearchStrategy[Made]) -> Made:
    rows, lines = [], []
    for _ in range(draw(st.integers(1, 3))):
        cells = ""
        gone = draw(st.booleans()) and draw(st.booleans())
        for _ in range(draw(st.integers(1, 3))):
            inside = draw(st.lists(content, min_size=1, max_size=2))
            one = tc(*[made.xml for made in inside], props=f'<w:gridSpan w:val="{draw(st.integers(1, 3))}"/>')
            cells += draw(st.sampled_from([one, sdt(one)]))
            lines += [] if gone else [text for made in inside for text in made.lines]
        row = tr(cells, props="<w:del/>" if gone else "")
        rows.append(draw(st.sampled_from([row, sdt(row)])))
    return Made(tbl(*rows), tuple(lines))


BLOCKS = st.recursive(st.one_of(paragraph(), boxed()), lambda inner: table(inner), max_leaves=6)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(BLOCKS, max_size=4))
def test_all_text_is_read_once_and_in_order(blocks: list[Made]) -> None:
    document = read(docx(*[made.xml for made in blocks]))
    assert document.text == "\n".join(text for made in blocks for text in made.lines)
    assert document.problems == ()


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.lists(st.tuples(st.integers(1, 4), st.sampled_from(["", "restart", "continue"])), min_size=1, max_size=5),
        min_size=1,
        max_size=6,
    )
)
def test_no_two_cells_stand_on_the_same_place(rows: list[list[tuple[int, str]]]) -> None:
    def one(span: int, merge: str) -> str:
        down = f'<w:vMerge w:val="{merge}"/>' if merge else ""
        return tc(line("字"), props=f'<w:gridSpan w:val="{span}"/>{down}')

    (found,) = read(docx(tbl(*[tr(*[one(*each) for each in row]) for row in rows]))).flow
    assert isinstance(found, Table)
    taken = [(row, column) for cell in found.cells for row in cell.rows for column in cell.columns]
    assert len(taken) == len(set(taken)) == sum(span for row in rows for span, _ in row)


SAMPLE = docx(
    *[line(f"第{index}段") for index in range(20)],
    p(inline("rId5"), text_box(line("框"))),
    tbl(tr(tc(line("甲"), props='<w:vMerge w:val="restart"/>'), tc(tbl(tr(tc(line("内"))))))),
    '<w:sectPr><w:headerReference r:id="rId6"/></w:sectPr>',
    parts={"word/media/image1.png": png(), "word/h.xml": "<h/>"},
    relations=(("rId5", "image", "media/image1.png"), ("rId6", "header", "h.xml")),
)
MEMBERS = zipfile.ZipFile(io.BytesIO(SAMPLE))
SMALL = Limits(unpacked_bytes=2_000_000, member_bytes=1_000_000)


@settings(max_examples=400, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 40), st.integers(0, len(SAMPLE)))
def test_changed_bytes_are_read_or_refused(seed: int, changes: int, cut: int) -> None:
    rng = random.Random(seed)
    data = bytearray(SAMPLE)
    for _ in range(changes):
        data[rng.randrange(len(data))] = rng.randrange(256)
    _read_or_refuse(bytes(data))
    _read_or_refuse(bytes(data[:cut]))
    _read_or_refuse(SAMPLE[:cut])


_MARKUP = re.compile(r"<[^<>]+>")


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32))
def test_markup_in_any_wrong_order_is_read_or_refused(seed: int) -> None:
    rng = random.Random(seed)
    made = p(field("EQ", say("x")), text_box(line("a")), inline("rId5")) + tbl(tr(tc(line("b")), sdt(tc(line("c")))))
    pieces = _MARKUP.findall(made)
    body = "".join(rng.choice(pieces) if rng.random() < 0.1 else piece for piece in pieces)
    _read_or_refuse(docx(body))
    tags = [piece for piece in pieces if piece.endswith("/>")]
    opened = [piece for piece in pieces if not piece.startswith("</") and piece not in tags]
    chosen = [rng.choice(opened) for _ in range(rng.randrange(30))]
    closed = [f"</{re.split('[ >]', piece[1:])[0]}>" for piece in reversed(chosen)]
    _read_or_refuse(docx("".join(chosen) + "".join(rng.sample(tags, 2)) + "字" + "".join(closed)))


@settings(max_examples=400, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 12))
def test_changed_xml_is_read_or_refused(seed: int, changes: int) -> None:
    rng = random.Random(seed)
    members = {name: MEMBERS.read(name) for name in MEMBERS.namelist()}
    for _ in range(changes):
        name = rng.choice(list(members))
        members[name] = _changed(members[name], rng)
    _read_or_refuse(zipped(members))


def _changed(content: bytes, rng: random.Random) -> bytes:
    """``content`` with a word put for another, some bytes lost, or one too many."""
    words = re.findall(rb"[A-Za-z0-9]+", content) or [b"x"]
    place = rng.randrange(len(content) + 1)
    kind = rng.random()
    if kind < 0.7:
        return content.replace(rng.choice(words), rng.choice(words), 1)
    if kind < 0.85:
        return content[:place] + content[place + rng.randrange(4) :]
    return content[:place] + bytes([rng.randrange(256)]) + content[place:]


def _read_or_refuse(data: bytes) -> None:
    """Reads ``data``; the one exception that may come of it has a message for the sender."""
    try:
        document = read(data, SMALL)
    except DocumentError as error:
        message = error.message
    else:
        message = document.reader
        _check(document.flow)
    assert message


def _check(flow: tuple[Flow, ...]) -> None:
    for item in flow:
        assert item.at.path
        for cell in item.cells if isinstance(item, Table) else ():
            _check(cell.flow)
