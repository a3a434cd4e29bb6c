"""Where a fault stands, in words: each of several blocks of one role by the label that is printed over it."""

from __future__ import annotations

from dataclasses import replace

from forms.finding import Finding, Severity
from forms.registry import form
from forms.spec import Form
from render.places import place_of
from tests.applications import record_of, truth


def block_words(printed: Form, *more: int) -> list[str]:
    """What each block is called; ``more`` are blocks that the paper prints once more behind the others."""
    held = record_of(printed, truth(printed, 1))
    held = replace(held, blocks=(*held.blocks, *(held.blocks[n] for n in more)))
    faults = [Finding("seal-missing", Severity.BLOCK, "", where=f"blocks[{n}].seal") for n in range(len(held.blocks))]
    return [place_of(fault, printed, held).words for fault in faults]


def test_two_places_of_one_role_are_called_by_their_own_labels() -> None:
    words = block_words(form("annex1-application", "zhejiang-2011"))
    assert [word.split("”")[0].lstrip("“") for word in words] == [
        "申请单位意见",
        "县级标准化主管部门意见",
        "市级标准化主管部门意见",
        "省直部门意见",
        "省标准化主管部门意见",
    ]
    assert not any("个）" in word for word in words)


def test_a_block_that_stands_there_once_more_is_counted() -> None:
    words = block_words(form("annex1-application", "zhejiang-2011"), 1, 2)
    assert "“县级标准化主管部门意见”意见栏（第1个）" in words[1]
    assert "“县级标准化主管部门意见”意见栏（第2个）" in words[5]
    assert "“省直部门意见”意见栏（第2个）" in words[6]
