"""The places that units' names begin with."""

from __future__ import annotations

import pytest

from forms.divisions import MOST_DIFFERENT, leading_place, leading_province, near_places


@pytest.mark.parametrize(
    ("name", "province"),
    [
        ("湖北省武汉市民政局", "湖北省"),
        ("重慶市市場監督管理局", "重庆市"),
        ("吉林市民政局", ""),
        ("海南藏族自治州民政局", ""),
        ("国家标准化管理委员会", ""),
        ("", ""),
    ],
)
def test_the_province_that_a_name_begins_with_is_told(name: str, province: str) -> None:
    assert leading_province(name) == province


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("湖北省质量技术监督局", "湖北省"),
        ("襄阳市樊城区图书馆", "襄阳市樊城区"),
        ("襄陽市樊城區圖書館", "襄阳市樊城区"),
        ("湖北省襄阳市樊城区图书馆", "湖北省襄阳市樊城区"),
        ("樊城区图书馆", "樊城区"),
        ("濮阳市范县人民政府", "濮阳市范县"),
        ("北京市海淀区人民政府", "北京市海淀区"),
        ("恩施州民政局", "恩施州"),
        ("恩施土家族苗族自治州民政局", "恩施土家族苗族自治州"),
        ("广西壮族自治区民政厅", "广西壮族自治区"),
        ("襄阳市夷陵区图书馆", "襄阳市"),
        ("标准化研究院", ""),
        ("", ""),
    ],
)
def test_the_longest_place_that_a_name_begins_with_is_told(name: str, place: str) -> None:
    assert leading_place(name) == place


def test_near_places_are_as_long_and_differ_in_three_characters_at_most() -> None:
    near = near_places("襄阳市樊城区")
    assert "襄阳市襄城区" in near
    assert all(0 < sum(a != b for a, b in zip(one, "襄阳市樊城区", strict=True)) <= MOST_DIFFERENT for one in near)


def test_cities_that_differ_in_a_character_are_near_and_one_citys_former_name_is_not() -> None:
    near = near_places("襄阳市")
    assert {"衡阳市", "濮阳市", "洛阳市"} < set(near)
    assert "襄樊市" not in near
    assert "襄阳市" not in near


def test_places_given_up_before_the_programme_are_none() -> None:
    assert leading_place("崇文区图书馆") == ""
    assert leading_place("密云县图书馆") == "密云县"
