"""A small sample of the benchmark on scans: one form of two pages, scanned and photographed, is read as it was filled."""

from pathlib import Path

import pytest

from tests.benchmarks.scan_outcomes import Outcome
from tests.benchmarks.scans import measured
from tests.scans import TUNING

APPLICATION_OF_TWO_PAGES = TUNING[3]


@pytest.mark.needs("soffice")
@pytest.mark.needs("chinese-fonts")
def test_a_scan_and_a_photograph_of_a_form_are_read_as_it_was_filled(tmp_path: Path) -> None:
    for condition in ("scan", "photo"):
        seen = measured(APPLICATION_OF_TWO_PAGES, condition, tmp_path)
        assert Outcome.from_json(seen.to_json()).values == seen.values
        assert seen.identified
        assert len(seen.values) >= 25
        assert [value for value in seen.values if value.silently_wrong] == []
        assert sum(value.right for value in seen.values) >= 0.95 * len(seen.values)
        assert sum(value.marked for value in seen.values) <= 0.15 * len(seen.values)
        assert [seal for seal in seen.seals if seal.slip] == []
        told = [mark for mark in seen.signatures if mark.found is not None and not mark.marked]
        assert [mark for mark in told if mark.found != mark.stands] == []
