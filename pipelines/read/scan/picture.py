"""Turns a picture file (png, jpg, tif, bmp, webp, gif) into a Document; a tif may hold several
pages.

Decoding is Pillow's, reading is left to `reader`. Without the extra `scan` there is no reading a
picture.
"""

from __future__ import annotations

import io
import warnings
from typing import Any

from pipelines.catalogue import catalogue
from pipelines.model import Block, Document, Issue, Place
from pipelines.read.refusal import refuse
from pipelines.read.scan.text import HINT, READER, installed

LARGEST = 64_000_000
"""Pixels of a page: A4 at 800 dots to the inch."""
MOST_PAGES = 60
"""A page takes one or two seconds."""


def read_picture(data: bytes) -> Document:
    """Every page of a picture file. Boxes of spots are points of an A4 page as wide as the
    picture."""
    if not installed():
        return refuse("image", "read.no_text", HINT)
    from PIL import Image, UnidentifiedImageError

    from pipelines.read.scan.reader import picture_blocks, sized

    blocks: list[Block] = []
    issues: list[Issue] = []
    tables = 0
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(data)) as image:
            warnings.simplefilter("ignore")  # Pillow warns of sizes that are refused here
            count = getattr(image, "n_frames", 1) if image.format in ("TIFF", "MPO") else 1
            if count > MOST_PAGES or image.width * image.height > LARGEST:
                return refuse("image", "read.too_large", f"{count} x {image.width} x {image.height}", READER)
            for number in range(1, count + 1):
                image.seek(number - 1)
                if image.width * image.height > LARGEST:
                    return refuse("image", "read.too_large", f"{image.width} x {image.height}", READER)
                added = picture_blocks(sized(_grey(image)), number, tables)
                blocks += added
                tables += sum(block.kind == "grid" for block in added)
                code = "read.scanned" if added else "read.page_unreadable"
                issues.append(Issue("read", code, catalogue().issues[code].severity, Place(number)))
    except Image.DecompressionBombError as error:
        return refuse("image", "read.too_large", str(error), READER)
    except (UnidentifiedImageError, OSError, EOFError, ValueError, SyntaxError) as error:
        return refuse("image", "read.damaged", f"{type(error).__name__}: {error}"[:200], READER)
    if not blocks:
        return refuse("image", "read.no_text", reader=READER)
    return Document("image", tuple(blocks), pages=count, reader=READER, issues=tuple(issues))


def as_seen(image: Any) -> Any:
    """A Pillow image as it is meant to be seen: turned as its camera says, on white where it is
    transparent."""
    from PIL import Image, ImageOps

    seen = ImageOps.exif_transpose(image)
    if seen.mode in (
        "I;16",
        "I;16B",
        "I",
    ):  # 16 bits to a pixel, which Pillow would cut off instead of scaling
        return seen.convert("I").point(lambda value: value / 256).convert("L")
    if seen.mode in ("RGBA", "LA", "PA") or "transparency" in seen.info:
        white = Image.new("RGBA", seen.size, "white")
        white.alpha_composite(seen.convert("RGBA"))
        return white
    return seen


def page_picture(data: bytes, page: int, dpi: int) -> tuple[Any, float]:
    """`page` (from 1) of a picture file as a Pillow picture in colours, and how many of its pixels
    a point of its page is. Raises what Pillow raises for other files and missing pages."""
    from PIL import Image

    from pipelines.read.scan.reader import sheet_scale
    from pipelines.read.scan.sheet import PIXEL

    with warnings.catch_warnings(), Image.open(io.BytesIO(data)) as image:
        warnings.simplefilter("ignore")
        image.seek(page - 1)
        picture = as_seen(image).convert("RGB")
    scale = 1 / (sheet_scale(*picture.size) * PIXEL)
    shrink = min(1.0, dpi / 72 / scale)
    if shrink < 1:
        picture = picture.resize((round(picture.width * shrink), round(picture.height * shrink)))
    return picture, scale * shrink


def _grey(image: Any) -> Any:
    """A frame as it is meant to be seen, in grey, red seals faded."""
    import numpy as np

    from pipelines.read.scan.ink import grey
    from pipelines.read.scan.reader import A4_WIDTH
    from pipelines.read.scan.sheet import DPI

    seen = as_seen(image)
    if seen.mode in ("1", "L", "I", "F"):
        return np.asarray(seen.convert("L"))
    return grey(np.asarray(seen.convert("RGB")), min(seen.size) / (A4_WIDTH * DPI))
