"""Draws seals, signatures and what is neither, pixel by pixel: no fonts, no files, the same on every machine."""

from __future__ import annotations

import io
import math
import random
from collections.abc import Callable

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont

from extract.document import Picture
from forms.evidence import Evidence

RED = (215, 30, 35)
BLUE = (30, 60, 170)
INK = (25, 25, 40)
AT = Evidence("docx", path="paragraph 1")
Colour = tuple[int, int, int]


def picture(image: Image.Image, width_mm: float | None = None, kind: str = "PNG", quality: int = 60) -> Picture:
    """``image`` as a document would hold it, printed ``width_mm`` wide."""
    out = io.BytesIO()
    if kind == "JPEG":
        on_white(image).save(out, "JPEG", quality=quality)
    else:
        image.save(out, kind)
    height_mm = None if width_mm is None else width_mm * image.height / image.width
    return Picture(AT, out.getvalue(), width_mm, height_mm)


def paper(width: int, height: int) -> Image.Image:
    return Image.new("RGBA", (width, height), (255, 255, 255, 0))


def on_white(image: Image.Image) -> Image.Image:
    flat = Image.new("RGB", image.size, "white")
    flat.paste(image, mask=image.getchannel("A") if image.mode == "RGBA" else None)
    return flat


def star(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float, colour: Colour) -> None:
    points = [
        (x + radius * (1 if k % 2 == 0 else 0.38) * math.sin(math.pi * k / 5),
         y - radius * (1 if k % 2 == 0 else 0.38) * math.cos(math.pi * k / 5))
        for k in range(10)
    ]  # fmt: skip
    draw.polygon(points, fill=colour)


def glyph(size: int, seed: int, colour: Colour, weight: int = 0) -> Image.Image:
    """A square character of level and upright strokes with a slanting one, as printed characters are."""
    rng = random.Random(seed)
    tile = Image.new("RGBA", (size, size), (*colour, 0))
    draw = ImageDraw.Draw(tile)
    line = weight or max(1, size // 11)
    edge = size // 9
    for _ in range(3):
        y = rng.randint(edge, size - edge)
        draw.line((edge, y, size - edge, y), fill=(*colour, 255), width=line)
    for _ in range(2):
        x = rng.randint(edge, size - edge)
        draw.line((x, edge, x, size - edge), fill=(*colour, 255), width=line)
    if rng.random() < 0.5:
        draw.line((size // 2, size // 2, size - edge, size - edge), fill=(*colour, 255), width=line)
    return tile


def seal(
    size: int = 420, *, characters: int = 12, with_star: bool = True, colour: Colour = RED, seed: int = 1,
    strength: float = 1.0, tilt: float = 0.0, ring: float = 0.035, centre_line: bool = False,
) -> Image.Image:  # fmt: skip
    """A round seal on transparent ground: ring, name round the rim, star; ``strength`` below 1 fades it."""
    image = paper(size, size)
    draw = ImageDraw.Draw(image)
    edge = size * 0.02
    draw.ellipse((edge, edge, size - edge, size - edge), outline=(*colour, 255), width=max(2, round(size * ring)))
    tile = round(size * min(0.14, 1.5 / characters))
    for index in range(characters):
        angle = math.radians(-135 + 270 * index / max(characters - 1, 1))
        turned = glyph(tile, seed * 100 + index, colour).rotate(-math.degrees(angle), Image.Resampling.BICUBIC, True)
        x = size / 2 + size * 0.37 * math.sin(angle) - turned.width / 2
        y = size / 2 - size * 0.37 * math.cos(angle) - turned.height / 2
        image.alpha_composite(turned, (round(x), round(y)))
    if with_star:
        star(draw, size / 2, size / 2, size * 0.15, (*colour,))
    if centre_line:
        for index in range(5):
            image.alpha_composite(
                glyph(tile, seed + index, colour), (round(size * (0.28 + 0.09 * index)), round(size * 0.7))
            )
    if tilt:
        image = image.rotate(tilt, Image.Resampling.BICUBIC)
    return faded(image, strength)


def faded(image: Image.Image, strength: float) -> Image.Image:
    out = image.copy()
    out.putalpha(out.getchannel("A").point(lambda level: round(level * strength)))
    return out


def worn(image: Image.Image, seed: int, share: float = 0.35) -> Image.Image:
    """The same with ink missing in blotches, as a stamp pressed on by hand leaves it."""
    rng = random.Random(seed)
    noise = Image.new("L", (image.width // 8 + 1, image.height // 8 + 1))
    noise.putdata([255 if rng.random() > share else 40 for _ in range(noise.width * noise.height)])
    mask = noise.resize(image.size, Image.Resampling.BICUBIC)
    out = image.copy()
    alpha = out.getchannel("A")
    out.putalpha(Image.composite(alpha, alpha.point(lambda level: level // 4), mask))
    return out


def signature(
    width: int = 480, height: int = 200, *, seed: int = 1, colour: Colour = INK, strokes: int = 9, pen: float = 5.0
) -> Image.Image:
    """Curved strokes of changing weight, most of them running into the next, as a name is signed."""
    rng = random.Random(seed)
    image = paper(width, height)
    draw = ImageDraw.Draw(image)
    x, y = width * 0.08, height * rng.uniform(0.3, 0.6)
    for index in range(strokes):
        reach = width * 0.84 * (index + 1) / strokes + width * 0.08
        end = (min(reach + rng.uniform(-0.08, 0.06) * width, width * 0.95), height * rng.uniform(0.12, 0.88))
        bend = [(x + rng.uniform(-0.2, 0.3) * width, height * rng.uniform(-0.1, 1.1)) for _ in range(2)]
        curve(draw, [(x, y), *bend, end], (*colour,), pen * rng.uniform(0.7, 1.3))
        x, y = end
        if rng.random() < 0.25:
            x, y = x - width * rng.uniform(0.02, 0.08), height * rng.uniform(0.1, 0.9)
    return image


def curve(draw: ImageDraw.ImageDraw, points: list[tuple[float, float]], colour: Colour, pen: float) -> None:
    """A cubic Bézier stroke that swells and thins."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = points
    for step in range(161):
        t = step / 160
        u = 1 - t
        x = u**3 * ax + 3 * u * u * t * bx + 3 * u * t * t * cx + t**3 * dx
        y = u**3 * ay + 3 * u * u * t * by + 3 * u * t * t * cy + t**3 * dy
        r = pen / 2 * (0.65 + 0.5 * math.sin(math.pi * t))
        draw.ellipse((x - r, y - r, x + r, y + r), fill=(*colour, 255))


def written_name(characters: int = 3, *, seed: int = 0) -> Image.Image:
    """Characters written one beside the other, unlike in size and height, of slanting strokes."""
    rng = random.Random(seed)
    wide, high = 150, 170
    image = paper(characters * wide + 40, high + 60)
    draw = ImageDraw.Draw(image)
    pen = rng.uniform(3, 7)
    for index in range(characters):
        left, top = 20 + index * wide * rng.uniform(0.75, 1), 20 + rng.uniform(0, 30)
        for _ in range(rng.randint(4, 7)):
            start = (left + rng.uniform(0.05, 0.9) * wide, top + rng.uniform(0.05, 0.9) * high)
            reach = rng.choice(((0.6, -0.1), (-0.2, 0.6), (0.4, 0.5), (0.1, 0.7)))
            end = (start[0] + reach[0] * wide * rng.uniform(0.5, 1), start[1] + reach[1] * high * rng.uniform(0.5, 1))
            middle = [((start[0] + end[0]) / 2 + rng.uniform(-20, 20), (start[1] + end[1]) / 2 + rng.uniform(-20, 20))]
            curve(draw, [start, *middle * 2, end], INK, pen)
    return image


def typed_name(characters: int = 3, size: int = 90, seed: int = 3) -> Image.Image:
    """Printed characters in a row, evenly set."""
    image = paper(characters * (size + 8) + 20, size + 20)
    for index in range(characters):
        image.alpha_composite(glyph(size, seed * 10 + index, INK, max(2, size // 12)), (10 + index * (size + 8), 10))
    return image


def typed_letters(text: str = "Zhang Wei", size: int = 60) -> Image.Image:
    """Latin letters in the font that Pillow carries."""
    image = paper(len(text) * size, size * 2)
    ImageDraw.Draw(image).text((10, 10), text, font=ImageFont.load_default(size), fill=(*INK, 255))
    return image.crop(image.getchannel("A").getbbox())


def square_stamp(size: int = 320) -> Image.Image:
    image = paper(size, size)
    ImageDraw.Draw(image).rectangle((6, 6, size - 7, size - 7), outline=(*RED, 255), width=12)
    for index in range(4):
        place = (40 + (index % 2) * size * 2 // 5, 40 + (index // 2) * size * 2 // 5)
        image.alpha_composite(glyph(size * 3 // 8, index, RED), place)
    return image


def oval_stamp(width: int = 420, height: int = 280) -> Image.Image:
    image = paper(width, height)
    ImageDraw.Draw(image).ellipse((6, 6, width - 7, height - 7), outline=(*RED, 255), width=12)
    for index in range(5):
        image.alpha_composite(glyph(50, index, RED), (70 + index * 58, height // 2 - 25))
    return image


def hand_drawn_ring(size: int = 320) -> Image.Image:
    image = paper(size, size)
    ImageDraw.Draw(image).ellipse((10, 10, size - 10, size - 10), outline=(*RED, 255), width=8)
    return image


def red_disc(size: int = 320) -> Image.Image:
    image = paper(size, size)
    ImageDraw.Draw(image).ellipse((10, 10, size - 10, size - 10), fill=(*RED, 255))
    return image


def red_rule(width: int = 600) -> Image.Image:
    image = paper(width, 60)
    ImageDraw.Draw(image).rectangle((0, 27, width, 33), fill=(*RED, 255))
    star(ImageDraw.Draw(image), width / 2, 30, 28, RED)
    return image


def red_text(rows: int = 5) -> Image.Image:
    image = paper(620, rows * 60 + 20)
    for index in range(rows * 10):
        image.alpha_composite(glyph(48, index, RED), (10 + index % 10 * 60, 10 + index // 10 * 60))
    return image


def black_text(rows: int = 5) -> Image.Image:
    image = paper(620, rows * 60 + 20)
    for index in range(rows * 10):
        image.alpha_composite(glyph(48, index, INK), (10 + index % 10 * 60, 10 + index // 10 * 60))
    return image


def qr_code(modules: int = 29, pixels: int = 10, seed: int = 5) -> Image.Image:
    rng = random.Random(seed)
    code = Image.new("L", (modules + 4, modules + 4), 255)
    for x in range(modules):
        for y in range(modules):
            code.putpixel((x + 2, y + 2), 0 if rng.random() < 0.5 else 255)
    for x, y in ((2, 2), (modules - 5, 2), (2, modules - 5)):
        code.paste(0, (x, y, x + 7, y + 7))
        code.paste(255, (x + 1, y + 1, x + 6, y + 6))
        code.paste(0, (x + 2, y + 2, x + 5, y + 5))
    return code.resize((code.width * pixels, code.height * pixels), Image.Resampling.NEAREST).convert("RGBA")


def photograph(width: int = 400, height: int = 300, seed: int = 2) -> Image.Image:
    rng = random.Random(seed)
    small = Image.new("RGB", (16, 12))
    small.putdata([(rng.randint(20, 230), rng.randint(20, 230), rng.randint(20, 230)) for _ in range(16 * 12)])
    return small.resize((width, height), Image.Resampling.BICUBIC).convert("RGBA")


def table_screenshot(rows: int = 6, columns: int = 5) -> Image.Image:
    image = paper(columns * 100 + 4, rows * 50 + 4)
    draw = ImageDraw.Draw(image)
    for row in range(rows + 1):
        draw.line((0, row * 50 + 1, image.width, row * 50 + 1), fill=(*INK, 255), width=2)
    for column in range(columns + 1):
        draw.line((column * 100 + 1, 0, column * 100 + 1, image.height), fill=(*INK, 255), width=2)
    for index in range(rows * columns):
        image.alpha_composite(glyph(26, index, INK), (20 + index % columns * 100, 12 + index // columns * 50))
    return image


def logo(size: int = 300) -> Image.Image:
    image = paper(size * 2, size)
    draw = ImageDraw.Draw(image)
    draw.polygon([(20, size - 20), (size / 2, 20), (size - 20, size - 20)], fill=(*BLUE, 255))
    draw.rectangle((size + 10, size * 0.3, size * 2 - 20, size * 0.7), fill=(20, 140, 60, 255))
    return image


def block(colour: Colour = INK) -> Image.Image:
    image = paper(300, 120)
    ImageDraw.Draw(image).rectangle((10, 10, 290, 110), fill=(*colour, 255))
    return image


def signing_line(width: int = 400) -> Image.Image:
    image = paper(width, 80)
    ImageDraw.Draw(image).line((10, 70, width - 10, 70), fill=(*INK, 255), width=3)
    return image


def scanned(image: Image.Image, seed: int = 1, grey: int = 225) -> Image.Image:
    """On greyish uneven paper, blurred and noisy, as a telephone takes it."""
    rng = random.Random(seed)
    shade = Image.new("L", (4, 4))
    shade.putdata([grey + rng.randint(-12, 12) for _ in range(16)])
    ground = Image.merge("RGB", [shade.resize(image.size, Image.Resampling.BICUBIC)] * 3)
    ground.paste(image, mask=image.getchannel("A"))
    soft = ground.filter(ImageFilter.GaussianBlur(1.2))
    noise = Image.effect_noise(image.size, 14)
    return ImageEnhance.Contrast(Image.blend(soft, Image.merge("RGB", [noise] * 3), 0.08)).enhance(1.05)


def seal_over_signature(seed: int = 1) -> Image.Image:
    """A signature with a seal pressed over its end."""
    image = paper(700, 420)
    image.alpha_composite(signature(seed=seed), (0, 100))
    image.alpha_composite(faded(seal(400, seed=seed), 0.85), (290, 10))
    return image


NEITHER: dict[str, Callable[[], Image.Image]] = {
    "a square stamp": square_stamp,
    "an oval stamp": oval_stamp,
    "a hand-drawn ring": hand_drawn_ring,
    "a red disc": red_disc,
    "a red rule with a star": red_rule,
    "red text": red_text,
    "black text": black_text,
    "a QR code": qr_code,
    "a photograph": photograph,
    "a table": table_screenshot,
    "a logo": logo,
    "a block": block,
    "a line to sign on": signing_line,
}
"""Pictures that are no mark of anybody."""
