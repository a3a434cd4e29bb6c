"""The generator's documents: the same for the same seed, and their truth is where the ink is."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest

from extract.reading import read
from forms.programme import programme
from tests.scans import CONDITIONS, TEST, TUNING, Drawn, DrawnPage, PagePicture, SealTruth, as_images, as_pdf, documents
from tests.scans import drawn as drawing
from tests.scans.draft import draft
from tests.scans.printed import Place, Printed, Unprinted
from tests.truth import compare_records

pytestmark = [pytest.mark.needs("soffice"), pytest.mark.needs("chinese-fonts"), pytest.mark.slow]
SEEDS = (0, 1, 2, 4, 6, 7, 10, 14, 16, 20, 24)
"""All editions of 附件1 and four of the others, three in other layouts, every distractor."""


@cache
def drawn() -> tuple[Drawn, ...]:
    return tuple(documents(SEEDS))


def document(seed: int) -> Drawn:
    return drawn()[SEEDS.index(seed)]


def taken(page: DrawnPage, condition: str) -> tuple[PagePicture, Any, Callable[[float, float], tuple[float, float]]]:
    """The picture of a page, its pixels, and what maps millimetres into them; its kind of pixels is checked."""
    import numpy as np
    from PIL import Image

    picture = page.picture(condition)
    with Image.open(io.BytesIO(picture.data)) as opened:
        assert opened.size == (picture.width, picture.height)
        assert opened.mode == {"gray": "L", "bw": "1"}.get(condition, "RGB")
        return picture, np.asarray(opened.convert("RGB")).astype(float), picture.at


def whole_seals() -> Iterator[tuple[Drawn, SealTruth]]:
    """Seals that lie on their page alone and in good ink."""
    for one in drawn():
        for seal in one.truths.seals:
            near = [s for s in one.truths.seals if s.page == seal.page and math.hypot(s.x - seal.x, s.y - seal.y) < 50]
            if len(near) == 1 and seal.visible == 1 and seal.shape == "round" and seal.strength > 0.8:
                yield one, seal


def test_the_same_seed_gives_the_same_bytes() -> None:
    (again,) = documents([1])
    assert again.to_json() == document(1).to_json()
    assert again.pages[-1].picture("scan").data == document(1).pages[-1].picture("scan").data


def test_seeds_to_tune_on_and_to_measure_on_are_apart() -> None:
    assert not set(TUNING) & set(TEST)
    with pytest.raises(ValueError, match="neither"):
        list(documents([TUNING.stop]))


@pytest.mark.parametrize("seed", range(0, 48, 7))
def test_a_drafts_word_file_says_what_its_truth_says(seed: int) -> None:
    one = draft(seed)
    record = read(one.word, "draft.docx", programme=programme("national"), on=date(2026, 1, 1))[0].record
    assert record is not None
    printed = [c for c in compare_records(record, one.record) if c.where not in one.hand]
    assert [(c.where, c.expected, c.value) for c in printed if not c.right] == []
    assert len(printed) > 15


@pytest.mark.parametrize("condition", CONDITIONS)
def test_a_seals_ring_is_where_the_truth_says_under(condition: str) -> None:
    import numpy as np

    one, seal = next(whole_seals())
    picture, image, at = taken(one.pages[seal.page], condition)
    assert picture.dpi == (None if condition == "photo" else {"clean-300": 300, "dpi-150": 150}.get(condition, 200))
    assert (picture.width > picture.height) is (condition in ("rotated-90", "rotated-270"))

    def darkness(radius: float) -> float:
        """The mean of what the paper lacks of green along a circle; the paper's own lack taken off."""
        angles = np.linspace(0, 2 * np.pi, 180)
        points = [at(seal.x + radius * math.cos(a), seal.y + radius * math.sin(a)) for a in angles]
        return float(np.mean([255 - image[round(y), round(x), 1] for x, y in points]))

    ring, outside = darkness(seal.diameter_mm / 2 - 0.6), darkness(seal.diameter_mm / 2 + 2)
    assert ring > outside + (25 if condition == "faint" else 40)


@pytest.mark.parametrize("condition", ["photo", "bw"])
def test_every_signature_has_dark_ink_in_its_box_under(condition: str) -> None:
    import numpy as np

    one = document(4)
    signed = [(b.sign_page, box) for b in one.truths.blocks if b.sign_page is not None for box in b.signature]
    signed += [(cell.page, cell.signature) for cell in one.truths.cells if cell.signature]
    assert len(signed) > 4
    pictures = {page: taken(one.pages[page], condition) for page in {page for page, _ in signed}}
    for page, (left, top, right, bottom) in signed:
        _, image, at = pictures[page]
        grid = [at(x, y) for x in np.arange(left, right, 0.2) for y in np.arange(top, bottom, 0.2)]
        inside = [
            min(image[round(y), round(x)])
            for x, y in grid
            if 0 <= y < image.shape[0] - 1 and 0 <= x < image.shape[1] - 1
        ]
        assert np.quantile(inside, 0.03) < np.median(inside) - 60


def test_a_block_without_marks_has_no_coloured_ink_in_it() -> None:
    one = document(6)
    block = next(b for b in one.truths.blocks if b.seal_is == "none" and not b.signed)
    _, image, at = taken(one.pages[block.page], "clean-200")
    (x0, y0), (x1, y1) = at(block.box[0] + 1, block.box[1] + 1), at(block.box[2] - 1, block.box[3] - 1)
    part = image[round(y0) : round(y1), round(x0) : round(x1)]
    assert part.size
    assert (part.max(2) - part.min(2)).max() < 40


def test_every_seal_of_a_block_has_its_centre_in_the_block_and_the_record_says_the_same() -> None:
    seen = 0
    for one in drawn():
        for block, said in zip(one.truths.blocks, one.truths.record.blocks, strict=True):
            assert said.signature.present is block.signed
            assert said.seal.present is (block.seal is not None)
            if block.seal:
                seen += 1
                assert block.box[1] <= block.seal.y <= block.box[3]
                assert said.seal.matches_unit is (block.seal_is == "own")
                assert (block.seal_is != "own") or block.seal.rim == block.unit
    assert seen > 20


def test_every_member_has_a_cell_and_its_signature_lies_across_it() -> None:
    for seed in (4, 7, 20):
        truths = document(seed).truths
        assert [cell.row for cell in sorted(truths.cells, key=lambda c: c.row)] == list(
            range(len(truths.record.rows["group"]))
        )
        for cell in truths.cells:
            said = truths.record.rows["group"][cell.row]["signature"].value
            assert isinstance(said, dict)
            assert said["present"] is cell.signed is (cell.signature is not None)
            if cell.signature:
                assert cell.box[0] <= cell.signature[0] <= cell.box[2]
                assert cell.box[1] <= (cell.signature[1] + cell.signature[3]) / 2 <= cell.box[3]


def test_what_is_written_by_hand_is_not_printed() -> None:
    shown = {(hand.where.partition(".")[0], hand.how) for one in drawn() for hand in one.truths.hand}
    assert {("fields", "tick"), ("fields", "struck"), ("blocks[0]", "blank")} <= shown
    for one in drawn():
        for hand in one.truths.hand:
            line = [
                c
                for c in one.printed.pages[hand.page].letters
                if hand.box[1] - 1 < (c.box[1] + c.box[3]) / 2 < hand.box[3] + 1
            ]
            printed = "".join(c.text for c in sorted(line, key=lambda c: c.box[0]))
            assert hand.how == "tick" or hand.text not in printed


def test_distractors_belong_to_no_block() -> None:
    others = [seal for one in drawn() for seal in one.truths.seals if not seal.official]
    assert {seal.whose for seal in others} == {"paging", "receipt", "cover", "person"}
    assert all(seal.block is None for seal in others)
    assert all(seal.visible < 0.6 for seal in others if seal.whose == "paging")


def test_a_pdf_holds_one_picture_to_a_page_in_the_size_of_the_paper() -> None:
    import pikepdf
    import pypdfium2 as pdfium

    one, pictures = document(14), as_images(document(14), "scan")
    data = as_pdf(one, "scan")
    assert as_pdf(one, "scan") == data
    with pikepdf.open(io.BytesIO(data)) as opened:
        assert [page.Resources.XObject.Im0.read_raw_bytes() for page in opened.pages] == [p.data for p in pictures]
    paper = pdfium.PdfDocument(data)
    try:
        assert len(paper) == len(one.pages)
        for page in paper:
            assert page.get_size() == pytest.approx((595.3, 841.9), abs=0.5)
        assert "".join(page.get_textpage().get_text_bounded() for page in paper) == ""
    finally:
        paper.close()


def test_a_form_printed_without_a_noted_place_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = Printed(b"", {"blocks[1].date": Place(3, 127.0, -5.0), "fields.unit_name": Place(0, 40.0, 60.0)})
    monkeypatch.setattr(drawing, "printed", lambda drafts, cache: [paper])
    with pytest.raises(Unprinted, match=r"blocks\[1\]\.date"):
        next(drawing.draw([draft(3)]))
