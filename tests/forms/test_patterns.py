"""Patterns that are compiled at their first use."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

import extract
import forms
from forms.patterns import late


def test_a_late_pattern_gives_what_the_compiled_one_does() -> None:
    pattern = late("(?P<year>[0-9]{4})年", re.MULTILINE)
    assert pattern.sub("某年", "2016年、2017年") == "某年、某年"
    found = pattern.search("自2016年起")
    assert found is not None
    assert found["year"] == "2016"
    assert pattern.pattern == "(?P<year>[0-9]{4})年"
    assert pattern.flags & re.MULTILINE


def test_a_mistake_in_a_late_pattern_shows_at_its_first_use() -> None:
    pattern = late("(")
    with pytest.raises(re.error):
        pattern.search("")


def test_every_late_pattern_of_the_product_can_be_compiled() -> None:
    named = [m.name for room in (forms, extract) for m in pkgutil.walk_packages(room.__path__, f"{room.__name__}.")]
    modules = [importlib.import_module(name) for name in named if not name.endswith("__main__")]
    kept = [value for module in modules for value in vars(module).values() if type(value) is type(late(""))]
    assert kept
    for pattern in kept:
        assert pattern.fullmatch("") or pattern.groups >= 0
