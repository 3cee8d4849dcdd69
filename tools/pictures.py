"""The pictures of the README, from a build of raw/: python -m tools.pictures."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from tools.serving import ROOT, browsing, serving

PICTURES = ROOT / "docs/pictures"
SHOTS = {
    "quality": ("findings?lang=zh", 900),
    "report": ("reports/{report}?cell=t3.carried_out.commercial_enterprise&lang=zh", 1150),
    "office": ("offices/{office}?lang=zh", 900),
}
"""Name of the picture: address and height."""
WIDTH, SHADES, MOST = 1280, 96, 300_000
"""Pixels of a page, colours of a picture, bytes of all pictures."""


def main() -> None:
    """Take the pictures. Raises SystemExit if they are too large."""
    from PIL import Image

    from assets.run import run as build
    from warehouse.query import run

    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build(ROOT / "raw", folder, workers=2)
        sql = "SELECT report_id, office_id FROM reports WHERE raw_path = '2023/qinghe-2023.pdf'"
        report, office = run(sql, folder / "gongkai.duckdb")[1][0]
        with serving(folder, ROOT / "raw") as address, browsing(WIDTH) as page:
            for picture, (path, height) in SHOTS.items():
                page.set_viewport_size({"width": WIDTH, "height": height})
                page.goto(f"{address}/{path.format(report=report, office=office)}")
                page.wait_for_load_state("networkidle")
                shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
                shot.quantize(SHADES, dither=Image.Dither.NONE).save(
                    PICTURES / f"{picture}.png", optimize=True
                )
    size = sum(p.stat().st_size for p in PICTURES.iterdir())
    print(f"{PICTURES}: {size:,} bytes")
    if size > MOST:
        raise SystemExit(f"more than {MOST:,} bytes")


if __name__ == "__main__":
    main()
