"""Pages that were laid crooked on the glass: the slant of their lines measured, the page turned back before OCR.

Tesseract follows Cyrillic and Latin lines that slant; of Chinese and Uyghur ones it loses characters
(benchmarks/ocr.py). Where lines lie level a page's rows differ most: the row sums of what stands out from the ground
are compared over angles (after W. Postl, Detection of linear oblique structures and skew scan in digitized documents,
1986). A page on which no angle stands out is left as it is: grain, photographs; so is a single stroke. Words found on a
page that was turned are put back to where they stand on the page as it came. ffmpeg decodes and turns, in the sandbox.
"""

from __future__ import annotations

import math
import shutil
from typing import TYPE_CHECKING, NamedTuple

from tereze.intake.reading import mending, sandbox
from tereze.intake.reading.derived import Recognised

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST, LEAST = 6.0, 0.4
"""Degrees: slants that are looked for, and those that are worth turning the page."""
_COARSE, _FINE = 0.25, 0.05  # degrees between angles that are tried
_STANDS_OUT, _BETTER, _STROKES = 3.5, 1.5, 3.0  # best angle to the usual one, to level; edges of lines that must agree
_EDGE, _INK, _FEWEST, _POINTS = 1200, 40, 50, 60_000  # pixels: longest edge; shades; points needed, points looked at
_LIMITS = sandbox.Limits(memory=2 * 1024**3, seconds=60, wall=120, output=256 * 1024 * 1024)
_MEASURE = (
    f"format=gray,scale=w='max(1,iw*min(1,{_EDGE}/max(iw,ih)))':h='max(1,ih*min(1,{_EDGE}/max(iw,ih)))':flags=area,"
    "split[a][b];[b]gblur=sigma=10[ground];[a][ground]blend=all_mode=difference"
)


class Laid(NamedTuple):
    """A page to read, the slant that was taken from it (degrees clockwise, 0 for none), its size before and after."""

    picture: bytes
    slant: float = 0.0
    came: tuple[int, int] = (0, 0)
    size: tuple[int, int] = (0, 0)

    def back(self, word: Recognised) -> Recognised:
        """The same word on the page as it came: the smallest upright box around its slanting one, within the page."""
        if not self.slant:
            return word
        left, top, width, height = word.xywh
        corners = [self._came(left + x, top + y) for x in (0, width) for y in (0, height)]
        (begin, end), (upper, lower) = (
            (max(0, math.floor(min(ends))), min(most, math.ceil(max(ends))))
            for ends, most in zip(zip(*corners, strict=True), self.came, strict=True)
        )
        return word._replace(xywh=(begin, upper, max(end - begin, 1), max(lower - upper, 1)))

    def _came(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the page to read was: turned around the middle."""
        sine, cosine = math.sin(math.radians(self.slant)), math.cos(math.radians(self.slant))
        across, down = x - self.size[0] / 2, y - self.size[1] / 2
        return (
            across * cosine - down * sine + self.came[0] / 2,
            across * sine + down * cosine + self.came[1] / 2,
        )


def straightened(picture: bytes) -> Laid:
    """With its lines level, where they clearly were not; else as it is. Raises `Killed`."""
    found = measured(picture)
    return turned(picture, found) if found is not None and abs(found) >= LEAST else Laid(picture)


def turned(picture: bytes, slant: float) -> Laid:
    """Turned back by a slant in degrees, nothing cut off, the new corners white; as it is where that fails.

    Raises `Killed`.
    """
    angle = f"-{slant:.2f}*PI/180" if slant >= 0 else f"{-slant:.2f}*PI/180"
    made = _ask(picture, f"format=gray,rotate={angle}:ow='rotw({angle})':oh='roth({angle})':fillcolor=white")
    parts = made.split(b"\n", 3)
    if len(parts) < 4 or parts[0] != b"P5":
        return Laid(picture)
    width, height = map(int, parts[1].split())
    sine, cosine = math.sin(math.radians(abs(slant))), math.cos(math.radians(slant))
    share = cosine**2 - sine**2
    came = round((width * cosine - height * sine) / share), round((height * cosine - width * sine) / share)
    return Laid(made, round(slant, 2), came, (width, height))


def measured(picture: bytes) -> float | None:
    """The slant of its lines in degrees clockwise, -6 to 6; None where no lines tell it. Raises `Killed`."""
    if shutil.which("ffmpeg") is None or mending.is_bundle(picture):
        return None
    parts = _ask(picture, _MEASURE).split(b"\n", 3)
    if len(parts) < 4 or parts[0] != b"P5":
        return None
    import numpy as np

    width, height = map(int, parts[1].split())
    if len(parts[3]) != width * height:
        return None
    down, across = np.nonzero(np.frombuffer(parts[3], np.uint8).reshape(height, width) > _INK)
    if len(down) > _POINTS:  # every so-many-th would be a pattern of its own
        few = np.random.default_rng(0).permutation(len(down))[:_POINTS]
        down, across = down[few], across[few]
    return _slant(down.astype(np.float32), across.astype(np.float32)) if len(down) >= _FEWEST else None


def _slant(down: NDArray[np.float32], across: NDArray[np.float32]) -> float | None:
    import numpy as np

    def score(degrees: float) -> float:
        return float((_steps(down, across, degrees) ** 2).sum())

    tried = [at * _COARSE for at in range(round(-MOST / _COARSE), round(MOST / _COARSE) + 1)]
    scores = [score(degrees) for degrees in tried]
    near = tried[scores.index(max(scores))]
    if abs(near) >= MOST:
        return None  # it may slant more
    reach = round(_COARSE / _FINE)
    best = max((round(near + at * _FINE, 2) for at in range(-reach, reach + 1)), key=score)
    steps = _steps(down, across, best) ** 2
    most = float(steps.sum())
    strokes = most**2 / float((steps**2).sum())  # how many steps share in it
    told = most >= _STANDS_OUT * float(np.median(scores)) and strokes >= _STROKES
    return best if told and (abs(best) < LEAST or most >= _BETTER * score(0)) else None


def _steps(down: NDArray[np.float32], across: NDArray[np.float32], degrees: float) -> NDArray[np.float64]:
    """By how much the sum of each row differs from the next, the page turned back by these degrees."""
    import numpy as np

    rows = down * math.cos(math.radians(degrees)) - across * math.sin(math.radians(degrees))
    return np.diff(np.bincount((rows - rows.min()).astype(np.int32)).astype(np.float64), prepend=0, append=0)


def _ask(picture: bytes, filters: str) -> bytes:
    words = ["-v", "error", "-nostdin", "-threads", "1", "-noautorotate", "-protocol_whitelist", "file,pipe"]
    words += ["-i", sandbox.INPUT, "-frames:v", "1", "-vf", filters, "-f", "image2pipe", "-c:v", "pgm", "-"]
    ran = sandbox.run([sandbox.tool("ffmpeg"), *words], picture, _LIMITS)
    return ran.out if ran.code == 0 else b""
