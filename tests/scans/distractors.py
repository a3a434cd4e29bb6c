"""Marks that belong to no block: 骑缝章, 收文章, a seal on the cover, a red head, a ring drawn by hand."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.scans.desk import Desk
from tests.scans.glyphs import line_of
from tests.scans.hands import stray_mask
from tests.scans.stamping import look_of, paging_seals, receipt_stamp, stamp
from tests.scans.wear import PX

if TYPE_CHECKING:
    from tests.scans.wear import Mask

_HEADS = ("湖北省质量技术监督局文件", "宜昌市人民政府办公室", "社会管理和公共服务标准化联席会议")
_RECEIVERS = ("湖北省标准化处", "宜昌市市场监督管理局", "省联席会议办公室")
_HEAD_RED = (216, 22, 28)


def add_distractors(desk: Desk) -> None:
    """What offices put on papers beside the seals of the blocks, each now and then."""
    rng = desk.rng
    if len(desk.sizes) > 1 and desk.units and rng.random() < 0.15:
        for made in paging_seals(rng, desk.units[0], desk.sizes):
            desk.stamped(made)
    if rng.random() < 0.1:
        desk.stamped(receipt_stamp(rng, 0, desk.sizes[0]))
    if desk.draft.form.cover and desk.units and desk.draft.layout == "own" and rng.random() < 0.12:
        at = rng.uniform(95, 140), rng.uniform(150, 215)
        desk.stamped(stamp(look_of(rng, desk.units[0]), "cover", 0, *at, desk.sizes[0]))
    if rng.random() < 0.05:
        red_head(desk, rng.choice(_HEADS))
    if rng.random() < 0.05:
        _red_ring(desk)
    _round_things(desk)


def _round_things(desk: Desk) -> None:
    """What is round and no unit's seal: a round 收文章, a firm's mark, the ring of a cup. By a chance of their own."""
    rng = random.Random(f"round-{desk.draft.form.annex}-{desk.draft.seed}")
    size, what = desk.sizes[0], rng.choices(("", "receipt", "logo", "cup"), (91, 3, 3, 3))[0]
    if what == "receipt":
        look = look_of(rng, rng.choice(_RECEIVERS), rng.choice(("收文", "收文专用章")))
        desk.stamped(stamp(look, "receipt", 0, size[0] - rng.uniform(34, 50), rng.uniform(26, 32), size))
    elif what == "logo":
        look = look_of(rng, "", "标准化", "round")
        at = rng.uniform(24, 32), rng.uniform(20, 30)
        made = stamp(replace(look, diameter_mm=22.0, height_mm=22.0, code="", middle=""), "logo", 0, *at, size)
        desk.inks.append(replace(made.ink, what="logo", colour=(30, 70, 150)))
        desk.drawn.append("logo")
    elif what == "cup":
        page, radius = len(desk.sizes) - 1, rng.uniform(36, 44)
        desk.put("cup", _cup(radius), page, rng.uniform(20, 100), rng.uniform(80, 200), (120, 84, 50))
        desk.drawn.append("cup")


def _cup(radius_mm: float) -> Mask:
    """A broad pale ring, stronger at its edges."""
    import cv2
    import numpy as np

    side = round(2 * (radius_mm + 4) * PX)
    mask = np.zeros((side, side), np.float32)
    for thick, ink in ((4.0, 0.12), (1.2, 0.2)):
        cv2.circle(mask, (side // 2, side // 2), round(radius_mm * PX), ink, round(thick * PX), cv2.LINE_AA)
    return np.asarray(cv2.GaussianBlur(mask, (0, 0), 0.4 * PX), np.float32)


def red_head(desk: Desk, name: str) -> None:
    """The red name of an office and a red rule over the first page."""
    import numpy as np

    width, words = desk.sizes[0][0], line_of(name, "serif", 8 * PX)
    desk.put("red-head", words, 0, (width - words.shape[1] / PX) / 2, 12, _HEAD_RED)
    rule = np.ones((round(0.7 * PX), round(156 * PX)), np.float32)
    desk.put("red-head", rule, 0, (width - 156) / 2, 19.5, _HEAD_RED)
    desk.drawn.append("red-head")


def _red_ring(desk: Desk) -> None:
    """Something that a reader circled with a red pen."""
    rng, page = desk.rng, len(desk.sizes) - 1
    mask, size = stray_mask("ring", rng.randrange(1 << 30)), desk.sizes[page]
    desk.put("red-ring", mask, page, rng.uniform(30, size[0] - 60), rng.uniform(60, size[1] - 50), (205, 35, 40))
    desk.drawn.append("red-ring")
