"""Makes the pictures of the README: runs the browser tests, then copies what the README names, small.

Usage: scripts/screenshots.py [copy]    (with `copy` the pictures of the last run are taken)
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
MADE = ROOT / "build" / "screenshots"
KEPT = ROOT / "docs" / "screenshots"
PICTURE = re.compile(r"docs/screenshots/([\w-]+)\.png")
WIDEST, TALLEST, COLOURS = 960, 1100, 96


def wanted() -> list[str]:
    return sorted(set(PICTURE.findall((ROOT / "README.md").read_text(encoding="utf-8"))))


def shrink(source: Path, target: Path) -> None:
    """A page's upper part, at most so wide, in as few colours as it takes to look right."""
    with Image.open(source) as picture:
        shown = picture.convert("RGB")
        if shown.width > WIDEST:
            height = round(shown.height * WIDEST / shown.width)
            shown = shown.resize((WIDEST, height), Image.Resampling.LANCZOS)
        shown = shown.crop((0, 0, shown.width, min(shown.height, TALLEST)))
        shown.quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)


def copy() -> int:
    KEPT.mkdir(parents=True, exist_ok=True)
    names = wanted()
    missing = [name for name in names if not (MADE / f"{name}.png").exists()]
    if missing:
        print(f"No test made: {', '.join(missing)}", file=sys.stderr)
        return 1
    for stale in KEPT.glob("*.png"):
        if stale.stem not in names:
            stale.unlink()
    for name in names:
        shrink(MADE / f"{name}.png", KEPT / f"{name}.png")
    size = sum(path.stat().st_size for path in KEPT.glob("*.png"))
    print(f"{len(names)} pictures, {size // 1024} kB, in {KEPT.relative_to(ROOT)}")
    return 0


def main(arguments: list[str]) -> int:
    if arguments != ["copy"]:
        command = [sys.executable, "-m", "pytest", "-q", "-m", "browser", "tests/browser"]
        done = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL)
        if done.returncode != 0:
            return done.returncode
    return copy()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
