"""Turn SVG into PNG, and frames into a small looping GIF."""

from collections.abc import Sequence
from io import BytesIO

import resvg_py
from PIL import Image


def png(svg: str, font_files: Sequence[str] = ()) -> bytes:
    """The picture as PNG; system fonts are left alone, so drawing letters needs `font_files`."""
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg, skip_system_fonts=True, font_files=list(font_files) or None
        )
    )


def gif(svgs: Sequence[str], milliseconds: Sequence[int], sequence: Sequence[int]) -> bytes:
    """A looping animation: `sequence` plays the drawn pictures, each for its time."""
    drawn = []
    for svg in svgs:
        with Image.open(BytesIO(png(svg))) as image:
            drawn.append(image.convert("RGB"))
    first, last = drawn[0], drawn[-1]  # an arrow's colour comes only with the last
    both = Image.new("RGB", (first.width, 2 * first.height))
    both.paste(first, (0, 0))
    both.paste(last, (0, first.height))
    palette = both.quantize(96, Image.Quantize.MEDIANCUT)
    flat = [image.quantize(palette=palette, dither=Image.Dither.NONE) for image in drawn]
    frames = [flat[number] for number in sequence]
    out = BytesIO()
    frames[0].save(
        out,
        "GIF",
        save_all=True,
        append_images=frames[1:],
        duration=list(milliseconds),
        loop=0,
        optimize=False,
        disposal=1,
    )
    return out.getvalue()
