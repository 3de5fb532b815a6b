"""Draw all figures on one page for people to look at."""

from collections.abc import Mapping
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from bot.figures.card import still_svg
from bot.figures.fonts import font_files
from bot.figures.palette import CARD, EDGE
from bot.figures.pose import Figure
from bot.figures.raster import png

_WIDE, _CAPTION = 400, 26


def contact_sheet(figures: Mapping[str, Figure], columns: int = 4) -> bytes:
    """Every figure's still with its id, a PNG of `columns` pictures a row."""
    cells = [_cell(name, figure) for name, figure in sorted(figures.items())]
    rows = [cells[start : start + columns] for start in range(0, len(cells), columns)]
    heights = [max(cell.height for cell in row) for row in rows]
    page = Image.new("RGB", (_WIDE * columns, max(1, sum(heights))), CARD)
    top = 0
    for row, height in zip(rows, heights, strict=True):
        for number, cell in enumerate(row):
            page.paste(cell, (number * _WIDE, top))
        top += height
    out = BytesIO()
    page.quantize(128, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(out, "PNG")
    return out.getvalue()


def _cell(name: str, figure: Figure) -> Image.Image:
    with Image.open(BytesIO(png(still_svg(figure, figure.side or "left")))) as still:
        small = still.convert("RGB")
    small.thumbnail((_WIDE, _WIDE), Image.Resampling.LANCZOS)
    cell = Image.new("RGB", (_WIDE, small.height + _CAPTION), CARD)
    cell.paste(small, ((_WIDE - small.width) // 2, _CAPTION))
    ImageDraw.Draw(cell).text((8, 5), name, fill=EDGE, font=_font())
    return cell


def _font() -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    files = font_files()
    return ImageFont.truetype(files[0], 14) if files else ImageFont.load_default()
