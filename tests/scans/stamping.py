"""Which seals a form is given and where: own ones mostly, wrong ones, distractors, each with its truth."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.scans.printed import BASE_DPI, Box
from tests.scans.seals import REDS, SealLook, seal_mask
from tests.scans.truths import Ink, SealTruth
from tests.scans.wear import PX, Wear

_SPECIAL = ("业务专用章", "合同专用章", "财务专用章", "行政审批专用章", "报告专用章")
_DEPARTMENTS = ("办公室", "综合科", "标准化科", "政策法规科", "人事科")
_STRANGERS = ("恩施州民政局", "荆门市东宝区图书馆", "随州市曾都区人民政府", "黄冈市公共资源交易中心")
_FORMER = (("质量技术监督局", "市场监督管理局"), ("市场监督管理局", "质量技术监督局"))
_WRONG = ("other", "special", "department", "superior")


@dataclass(frozen=True)
class Stamped:
    """A seal with its ink."""

    truth: SealTruth
    ink: Ink


def wear_of(rng: random.Random) -> Wear:
    """One way that offices stamp: fresh, uneven, dry, with too much ink, nearly without."""
    kind = rng.choices(("fresh", "uneven", "dry", "swollen", "faded"), (45, 22, 14, 9, 10))[0]
    return {
        "fresh": Wear(rng.uniform(0.85, 1), 0.15, 0.15, rng.uniform(0, 0.08)),
        "uneven": Wear(rng.uniform(0.85, 1), rng.uniform(0.45, 0.7), rng.uniform(0.2, 0.4), rng.uniform(0.05, 0.2)),
        "dry": Wear(rng.uniform(0.7, 0.9), 0.25, 0.3, rng.uniform(0.25, 0.42)),
        "swollen": Wear(1.0, 0.1, 0.1, 0.0, rng.uniform(0.12, 0.2)),
        "faded": Wear(rng.uniform(0.3, 0.48), 0.2, 0.25, rng.uniform(0.05, 0.2)),
    }[kind]


def look_of(rng: random.Random, rim: str, centre: str = "", shape: str = "round") -> SealLook:
    """A seal as it would be cut for ``rim``: emblem and size by the rank of the unit, the rest by chance."""
    state, company = rim.endswith(("人民政府", "委员会")), rim.endswith(("公司", "集团"))
    diameter = rng.choice((45.0, 42.0)) if state else rng.choice((38.0, 40.0, 42.0, 42.0))
    oval = shape == "oval"
    return SealLook(
        rim,
        centre,
        shape,
        45.0 if oval else diameter,
        30.0 if oval else diameter,
        "" if oval else "emblem" if state and rng.random() < 0.7 else "star",
        rng.uniform(0.9, 1.4),
        rng.random() < 0.2,
        "".join(rng.choices("0123456789", k=13)) if (company or rng.random() < 0.25) and not oval else "",
        "sans" if company or rng.random() < 0.2 else "serif",
        rng.uniform(-4, 4) if rng.random() < 0.5 else rng.uniform(-28, 28),
        wear_of(rng),
        rng.choice(REDS),
        rng.randrange(1 << 30),
    )


def block_seal(rng: random.Random, unit: str, others: list[str]) -> tuple[str, SealLook]:
    """Whose seal a block gets, and the seal: the unit's own in four of five."""
    whose = "own" if rng.random() < 0.8 else rng.choice(_WRONG)
    if whose == "own":
        return whose, look_of(rng, unit, "公章" if rng.random() < 0.04 else "")
    if whose == "special":
        return whose, look_of(rng, unit, rng.choice(_SPECIAL), "oval" if rng.random() < 0.3 else "round")
    if whose == "department":
        return whose, look_of(rng, unit + rng.choice(_DEPARTMENTS))
    if whose == "superior":
        return whose, look_of(rng, _superior(unit))
    return whose, look_of(rng, rng.choice([name for name in others if name != unit] or list(_STRANGERS)))


def rarer(seed: int, index: int, own: SealLook, convert: Callable[[str], str]) -> tuple[str, SealLook] | None:
    """A seal that now and then stands in place of ``own``, and whose: by a chance of its own, so that others stay.

    An office's under a former name of its kind is its own; one under a name that it never had is another's.
    """
    rng = random.Random(f"rarer-{seed}-{index}")
    kind = rng.choices(("", "stranger", "special", "department", "alias"), (90, 3, 3, 2, 2))[0]
    if kind == "stranger":
        return "other", replace(own, rim=convert(rng.choice(_STRANGERS)))
    if kind == "special":
        oval = rng.random() < 0.5
        shape = {"shape": "oval", "diameter_mm": 40.0, "height_mm": 30.0, "middle": "", "code": ""} if oval else {}
        return "special", replace(own, centre=convert(rng.choice(_SPECIAL)), **shape)  # type: ignore[arg-type]
    if kind == "department":
        return "department", replace(own, rim=own.rim + convert(rng.choice(_DEPARTMENTS)))
    for now, before in _FORMER if kind == "alias" else ():
        if own.rim.endswith(now):
            return "own", replace(own, rim=own.rim.removesuffix(now) + before)
    return None


def _superior(unit: str) -> str:
    """The government above a unit."""
    city, found, _ = unit.partition("市")
    if found and "省" not in city and unit != f"{city}市人民政府" and not unit.endswith("联席会议办公室"):
        return f"{city}市人民政府"
    return "湖北省人民政府" if unit != "湖北省人民政府" else "国家标准化管理委员会"


def stamp(
    look: SealLook, whose: str, page: int, x: float, y: float, size: tuple[float, float], **more: object
) -> Stamped:
    """``look`` put on the page with its centre at (``x``, ``y``); ``size`` is that of the page."""
    mask = seal_mask(look)
    ink = Ink("seal", page, x - mask.shape[1] / PX / 2, y - mask.shape[0] / PX / 2, mask, look.red, 0.22)
    reach = (look.diameter_mm / 2, look.height_mm / 2)
    truth = SealTruth(
        whose,
        look.shape,
        look.rim,
        look.centre,
        page,
        x,
        y,
        look.diameter_mm,
        look.height_mm,
        look.tilt,
        look.wear.strength,
    )
    visible = 1 - outside((0, 0, *size), (x, y), reach)
    return Stamped(replace(truth, visible=visible, **more), ink)  # type: ignore[arg-type]


def outside(box: Box, centre: tuple[float, float], reach: tuple[float, float]) -> float:
    """The share of an ellipse that lies outside a box."""
    steps, inside, every = 24, 0, 0
    for row in range(-steps, steps + 1):
        for column in range(-steps, steps + 1):
            if row * row + column * column <= steps * steps:
                x, y = centre[0] + reach[0] * column / steps, centre[1] + reach[1] * row / steps
                every += 1
                inside += box[0] <= x <= box[2] and box[1] <= y <= box[3]
    return round(1 - inside / every, 3)


def paging_seals(rng: random.Random, unit: str, sizes: list[tuple[float, float]]) -> list[Stamped]:
    """A 骑缝章 over the right edges of fanned pages: a slice of the same seal on each."""
    look = replace(look_of(rng, unit), tilt=rng.uniform(-15, 15))
    width = look.diameter_mm / len(sizes)
    y = rng.uniform(100, 200)
    made = []
    for page, size in enumerate(sizes):
        left = size[0] - width - rng.uniform(-1, 1)
        whole = stamp(look, "paging", page, left + look.diameter_mm / 2 - page * width, y + rng.uniform(-1, 1), size)
        made.append(_slice(whole, left, size[0]))
    return made


def _slice(whole: Stamped, left: float, right: float) -> Stamped:
    """Only what lies between two upright lines."""
    mask = whole.ink.mask.copy()
    first, last = (max(0, round((edge - whole.ink.x) * BASE_DPI / 25.4)) for edge in (left, right))
    mask[:, :first] = 0
    mask[:, last:] = 0
    share = (right - left) / whole.truth.diameter_mm
    return Stamped(replace(whole.truth, visible=round(share, 3)), replace(whole.ink, mask=mask))


def receipt_stamp(rng: random.Random, page: int, size: tuple[float, float]) -> Stamped:
    """A receiving office's 收文章 in the upper right corner, red or blue."""
    year = rng.randint(2015, 2023)
    words = f"{rng.choice(('收文', '湖北省标准化处收文章'))}|第 {rng.randint(1, 999)} 号|{year}年{rng.randint(1, 12)}月{rng.randint(1, 28)}日"
    red = rng.choice((*REDS[:3], (40, 60, 150)))
    look = SealLook(
        words,
        "",
        "receipt",
        42,
        24,
        ring_mm=0.8,
        face=rng.choice(("serif", "sans")),
        red=red,
        wear=wear_of(rng),
        tilt=rng.uniform(-6, 6),
        seed=rng.randrange(1 << 30),
    )
    return stamp(look, "receipt", page, size[0] - rng.uniform(30, 45), rng.uniform(16, 28), size)


def name_seal(rng: random.Random, name: str, page: int, x: float, y: float, size: tuple[float, float]) -> Stamped:
    """A person's square name seal."""
    side = rng.choice((14.0, 16.0, 18.0, 20.0))
    look = SealLook(
        name,
        "",
        "square",
        side,
        side,
        ring_mm=0.7,
        red=rng.choice(REDS),
        wear=wear_of(rng),
        tilt=rng.uniform(-8, 8),
        seed=rng.randrange(1 << 30),
    )
    return stamp(look, "person", page, x, y, size)


def turned_reach(look: SealLook) -> float:
    """Half the larger side of the upright box around a seal, in millimetres."""
    return max(look.diameter_mm, look.height_mm) / 2 * (math.sqrt(2) if look.shape == "square" else 1)
