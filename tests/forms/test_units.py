import pytest

from forms.units import OrganLevel, UnitType, known_names, organ_level, same_code, same_unit, unit_key, unit_type


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("宜昌市西陵区政务服务中心", "宜昌市西陵區政務服務中心"),
        ("宜昌市西陵区政务服务中心", "宜昌市 西陵区 政务服务中心"),
        ("宜昌市质量技术监督局", "宜昌市质监局"),
        ("宜昌市质量技术监督局", "宜昌市市场监督管理局"),
        ("宜昌市質量技術監督局", "宜昌市市场监管局"),
        ("新疆维吾尔自治区市场监管厅", "新疆维吾尔自治区市场监督管理厅"),
        ("国家标准委", "国家标准化管理委员会"),
        ("国标委", "国家标准委"),
        ("宜昌市卫生和计划生育委员会", "宜昌市卫健委"),
        ("西陵区人社局", "西陵区人力资源和社会保障局"),
        ("宜昌市政府办公室", "宜昌市人民政府办公室"),
        ("西陵区政府", "西陵区人民政府"),
    ],
)
def test_names_of_one_unit_are_one(a, b):
    assert same_unit(a, b)
    assert same_unit(b, a)


def test_the_names_of_an_organ_are_its_own_and_those_it_is_known_by():
    names = known_names("宜昌市质量技术监督局")
    assert names[0] == "宜昌市质量技术监督局"
    assert "宜昌市市场监督管理局" in names
    assert all(same_unit(name, names[0]) for name in names)
    assert known_names("宜昌市图书馆") == ("宜昌市图书馆",)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("宜昌市质量技术监督局", "武汉市质量技术监督局"),
        ("宜昌市西陵区人民政府", "宜昌市人民政府"),
        ("宜昌市质量技术监督局", "宜昌市质量技术监督局稽查分局"),
        ("", ""),
        ("", "宜昌市人民政府"),
        ("（）", "【】"),
    ],
)
def test_names_of_two_units_are_two_and_no_name_is_no_unit(a, b):
    assert not same_unit(a, b)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("12440600MB2C07549J", "12440600mb2c07549j", True),
        ("12440600MB2C07549J", "MB2C0754-9", True),
        ("MB2C0754-9", "12440600MB2C07549J", True),
        ("MB2C0754-9", "MB2C07549", True),
        ("MB2C0754-8", "12440600MB2C07549J", False),
        ("440600MB2", "12440600MB2C07549J", False),
        ("2C07549J", "12440600MB2C07549J", False),
        ("MB2C07549", "12440600MB2C07549", False),
    ],
)
def test_the_old_code_of_a_unit_stands_inside_its_new_one(a, b, same):
    assert same_code(a, b) is same


def test_a_rename_holds_in_both_directions_and_through_script():
    renames = (("西陵区政务中心", "西陵区政务服务局"),)
    assert same_unit("西陵區政務中心", "西陵区政务服务局", renames)
    assert same_unit("西陵区政务服务局", "西陵区政务中心", renames)


def test_a_standing_name_is_its_own_key():
    assert unit_key("宜昌市市场监督管理局") == "宜昌市市场监督管理局"
    assert unit_key("宜昌市人民政府办公室") == "宜昌市人民政府办公室"


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("11330800MB0R57773W", UnitType.ORGAN),
        ("12440600MB2C07549J", UnitType.INSTITUTION),
        ("13" + "0" * 16, UnitType.MASS_ORGANIZATION),
        ("51" + "0" * 16, UnitType.SOCIAL_ORGANIZATION),
        ("52" + "0" * 16, UnitType.SOCIAL_ORGANIZATION),
        ("53" + "0" * 16, UnitType.SOCIAL_ORGANIZATION),
        ("91330100799655058B", UnitType.ENTERPRISE),
        ("92" + "0" * 16, UnitType.SELF_EMPLOYED),
        ("93" + "0" * 16, UnitType.COOPERATIVE),
    ],
)
def test_the_unified_code_tells_what_a_unit_is_before_its_name_does(code, kind):
    assert unit_type(code, "清风物业有限公司") is kind


def test_a_branch_is_one_though_its_code_is_that_of_a_firm():
    assert unit_type("91330100799655058B", "清风物业有限公司宜昌分公司") is UnitType.BRANCH


@pytest.mark.parametrize("code", [None, "", "91115867-1", "54" + "0" * 16])
def test_without_a_telling_code_the_name_tells(code):
    assert unit_type(code, "宜昌市西陵区政务服务中心") is UnitType.INSTITUTION


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("清风物业有限公司", UnitType.ENTERPRISE),
        ("清风物业有限公司宜昌分公司", UnitType.BRANCH),
        ("青山蔬菜专业合作社", UnitType.COOPERATIVE),
        ("宜昌市标准化协会", UnitType.SOCIAL_ORGANIZATION),
        ("宜昌市西陵區人民政府", UnitType.ORGAN),
        ("西陵区窑湾街道办事处", UnitType.ORGAN),
        ("宜昌市第一人民医院", UnitType.INSTITUTION),
        ("西陵之家", None),
        ("", None),
        (None, None),
    ],
)
def test_a_name_tells_by_how_it_ends(name, kind):
    assert unit_type(None, name) is kind


@pytest.mark.parametrize(
    "name",
    [
        "湖北省人民政府",
        "宜昌市西陵区人民政府",
        "乡宁县人民政府",
        "新乡市教育局",
        "景德镇市人民政府",
        "恩施土家族苗族自治州人民政府",
        "宜昌市市场监督管理局",
        "湖北省教育厅",
        "中共宜昌市委",
        "中共宜昌市委组织部",
        "宜昌市发改委",
        "宜昌高新区管委会",
        "国家税务总局宜昌市税务局",
        "苏尼特左旗人民政府",
        "神农架林区人民政府",
        "武汉市城乡建设委员会",
        "宜昌市乡村振兴办公室",
        "夷陵区村镇建设办公室",
        "湖北省农村工作办公室",
        "宜昌市社区建设委员会",
        "宜昌市乡镇企业局",
    ],
)
def test_an_organ_of_county_level_or_higher_is_known_by_its_name(name):
    assert organ_level(name) is OrganLevel.COUNTY_OR_HIGHER


@pytest.mark.parametrize(
    "name",
    [
        "分乡镇人民政府",
        "夷陵区分乡镇人民政府",
        "西陵区窑湾街道办事处",
        "西陵区窑湾街道党工委办公室",
        "石牌村村民委员会",
        "唐家湾社区居民委员会",
        "石城乡人民政府",
        "长乡村民委员会",
        "石城乡建设村村民委员会",
    ],
)
def test_a_township_a_street_and_a_village_are_below_it(name):
    assert organ_level(name) is OrganLevel.BELOW_COUNTY


@pytest.mark.parametrize("name", ["宜昌市城市发展集团", "湖北清风物业有限公司"])
def test_a_business_is_no_organ(name):
    assert organ_level(name) is OrganLevel.NO_ORGAN


@pytest.mark.parametrize("name", ["宜昌市第一人民医院", "宜昌市标准化协会", "西陵之家", "分乡镇卫生院", ""])
def test_a_name_that_shows_no_level_is_not_guessed_at(name):
    assert organ_level(name) is None
