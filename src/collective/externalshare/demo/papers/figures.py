"""Drawings and picture-like images, made of arithmetic, for the sample documents."""

from PIL import Image
from PIL import ImageDraw
from PIL import ImageFilter
from reportlab.graphics.shapes import Drawing
from reportlab.graphics.shapes import Line
from reportlab.graphics.shapes import Polygon
from reportlab.graphics.shapes import Rect
from reportlab.graphics.shapes import String
from reportlab.lib.colors import HexColor

import io
import math
import random


_ACCENT = HexColor("#00567f")
_INK = HexColor("#1c2430")
_TINT = HexColor("#e8f1f6")
_WARM = HexColor("#d9822b")
_LINE = HexColor("#c3ccd6")
_PALETTES = (
    ((20, 52, 74), (86, 132, 158), (222, 232, 238)),
    ((58, 44, 38), (160, 120, 86), (240, 228, 210)),
    ((24, 58, 48), (92, 148, 120), (224, 238, 228)),
    ((48, 44, 66), (122, 116, 156), (232, 230, 242)),
)


def flow_chart(width: float, steps: list[str]) -> Drawing:
    """Return the steps as boxes in one row, joined by arrows."""
    gap, height = 16.0, 46.0
    box = (width - gap * (len(steps) - 1)) / len(steps)
    drawing = Drawing(width, height)
    for index, step in enumerate(steps):
        x = index * (box + gap)
        drawing.add(Rect(x, 0, box, height, rx=5, ry=5, fillColor=_TINT, strokeColor=_ACCENT))
        for row, word in enumerate(step.split("|")):
            y = height / 2 + 3 - row * 11 if "|" in step else height / 2 - 3
            drawing.add(
                String(x + box / 2, y, word, textAnchor="middle", fontSize=8, fillColor=_INK)
            )
        if index < len(steps) - 1:
            drawing.add(_arrow(x + box, height / 2, gap))
    return drawing


def _arrow(x: float, y: float, length: float) -> Polygon:
    tip = x + length - 2
    points = [x + 3, y - 1, tip - 6, y - 1, tip - 6, y - 4.5, tip, y]
    points += [tip - 6, y + 4.5, tip - 6, y + 1, x + 3, y + 1]
    return Polygon(points, fillColor=_ACCENT, strokeColor=None)


def bar_chart(width: float, seed: int) -> Drawing:
    """Return a small chart of twelve months with a limit line."""
    height, base = 120.0, 16.0
    values = random.Random(seed)  # noqa: S311 - a drawing, no secret
    drawing = Drawing(width, height)
    for level in range(5):
        y = base + level * 22
        drawing.add(Line(24, y, width, y, strokeColor=_LINE, strokeWidth=0.5))
        drawing.add(String(2, y - 3, str(level * 25), fontSize=7, fillColor=_INK))
    step = (width - 30) / 12
    for month, letter in enumerate("JFMAMJJASOND"):
        x, tall = 30 + month * step, values.uniform(28, 84)
        color = _WARM if tall > 74 else _ACCENT
        drawing.add(Rect(x, base, step * 0.62, tall, fillColor=color, strokeColor=None))
        drawing.add(String(x + step * 0.2, 4, letter, fontSize=7, fillColor=_INK))
    drawing.add(Line(24, base + 74, width, base + 74, strokeColor=_WARM, strokeDashArray=[4, 3]))
    return drawing


def part_picture(seed: int, width: int = 1000, height: int = 560) -> bytes:
    """Return a JPEG that looks like a photograph of a machined part under a lamp."""
    dice = random.Random(seed)  # noqa: S311 - a picture, no secret
    dark, middle, light = _PALETTES[seed % len(_PALETTES)]
    image = _backdrop(width, height, middle, light)
    center = (width * dice.uniform(0.36, 0.64), height * 0.5)
    radius = height * dice.uniform(0.3, 0.38)
    shadow = Image.new("L", image.size, 0)
    ImageDraw.Draw(shadow).ellipse(_around(center[0] + 22, center[1] + 30, radius * 1.12), fill=150)
    image.paste(dark, mask=shadow.filter(ImageFilter.GaussianBlur(18)))
    _draw_gear(ImageDraw.Draw(image), center, radius, dice.randrange(14, 34), dark, light)
    grain = Image.effect_noise(image.size, 26).convert("RGB")
    image = Image.blend(image.filter(ImageFilter.GaussianBlur(0.8)), grain, 0.07)
    target = io.BytesIO()
    image.save(target, "JPEG", quality=82)
    return target.getvalue()


_Color = tuple[int, int, int]


def _backdrop(width: int, height: int, middle: _Color, light: _Color) -> Image.Image:
    lamp = Image.radial_gradient("L").resize((width * 2, height * 2))
    lamp = lamp.crop((width // 2, height // 3, width // 2 + width, height // 3 + height))
    return Image.composite(
        Image.new("RGB", (width, height), middle), Image.new("RGB", (width, height), light), lamp
    )


def _around(x: float, y: float, radius: float) -> tuple[float, float, float, float]:
    return (x - radius, y - radius, x + radius, y + radius)


def _draw_gear(
    draw: ImageDraw.ImageDraw,
    center: tuple[float, float],
    radius: float,
    teeth: int,
    dark: _Color,
    light: _Color,
) -> None:
    x, y = center
    outline = []
    for step in range(teeth * 4):
        reach = radius * (1.1 if step % 4 in (1, 2) else 1.0)
        angle = math.tau * step / (teeth * 4)
        outline.append((x + reach * math.cos(angle), y + reach * math.sin(angle)))
    draw.polygon(outline, fill=_mix(dark, light, 0.55))
    rings = 36
    for ring in range(rings):
        share = ring / rings
        shade = _mix(dark, light, 0.5 + 0.4 * math.sin(share * 9) ** 2)
        draw.ellipse(_around(x, y, radius * (0.94 - 0.62 * share)), fill=shade)
    for hole in range(6):
        angle = math.tau * hole / 6 + 0.3
        at = (x + radius * 0.62 * math.cos(angle), y + radius * 0.62 * math.sin(angle))
        draw.ellipse(_around(*at, radius * 0.1), fill=_mix(dark, light, 0.12))
    draw.ellipse(_around(x, y, radius * 0.2), fill=_mix(dark, light, 0.05))


def _mix(dark: _Color, light: _Color, share: float) -> _Color:
    red, green, blue = (
        round(low + (high - low) * share) for low, high in zip(dark, light, strict=True)
    )
    return red, green, blue
