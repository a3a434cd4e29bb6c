"""Which seals stand in blocks beside the unit's own, each with its truth; and what is round and no seal."""

from __future__ import annotations

import random
from collections import Counter

from tests.scans.seals import SealLook
from tests.scans.stamping import block_seal, rarer

UNIT = "宜昌市质量技术监督局"


def plain(text: str) -> str:
    return text


def test_rarer_seals_have_the_truth_of_what_stands_on_them() -> None:
    own = SealLook(UNIT)
    found = [one for seed in range(300) if (one := rarer(seed, 0, own, plain))]
    for whose, look in found:
        assert (look.rim, look.centre) != (own.rim, own.centre)
        assert (whose == "special") == look.centre.endswith("专用章")
        assert (whose == "department") == (look.rim.startswith(UNIT) and look.rim != UNIT)
        assert (whose == "own") == (look.rim == "宜昌市市场监督管理局")
    assert {whose for whose, _ in found} == {"own", "other", "special", "department"}
    assert 10 < len(found) < 60


def test_a_block_gets_the_same_seal_for_the_same_seed() -> None:
    assert rarer(7, 2, SealLook(UNIT), plain) == rarer(7, 2, SealLook(UNIT), plain)


def test_one_seal_in_five_is_not_the_units_own() -> None:
    rng = random.Random(1)
    whose = Counter(block_seal(rng, UNIT, ["随州市人民政府"])[0] for _ in range(500))
    assert 350 < whose["own"] < 450
    assert set(whose) == {"own", "other", "special", "department", "superior"}
