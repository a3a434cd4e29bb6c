"""The generator itself: the same for the same seed, and its truth is where the ink is."""

from __future__ import annotations

from functools import cache

import pytest

from tests.scans import CONDITIONS, TEST, TUNING, Drawn, documents

pytestmark = [pytest.mark.needs("soffice"), pytest.mark.needs("chinese-fonts")]


@cache
def drawn() -> tuple[Drawn, ...]:
    """One document of every form, and four in other layouts."""
    return tuple(documents([*range(8), 18, 20, 34, 37]))


def test_the_same_seed_gives_the_same_bytes() -> None:
    (again,) = documents([1])
    first = drawn()[1]
    assert again.to_json() == first.to_json()
    assert again.pages[-1].picture("scan").data == first.pages[-1].picture("scan").data


def test_seeds_to_tune_on_and_to_measure_on_are_apart() -> None:
    assert not set(TUNING) & set(TEST)
    with pytest.raises(ValueError, match="neither"):
        list(documents([TUNING.stop]))


@pytest.mark.parametrize("condition", CONDITIONS)
def test_every_condition_gives_a_picture_of_a_page(condition: str) -> None:
    import io

    from PIL import Image

    picture = drawn()[0].pages[0].picture(condition)
    with Image.open(io.BytesIO(picture.data)) as opened:
        assert opened.size == (picture.width, picture.height)
        assert opened.mode == {"gray": "L", "bw": "1"}.get(condition, "RGB")
