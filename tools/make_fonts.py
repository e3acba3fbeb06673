"""Make the office's fonts from Noto (SIL Open Font License 1.1), so that every script shows without asking anybody.

`python tools/make_fonts.py` needs fontTools with brotli, and Debian's fonts-noto-core and fonts-noto-cjk. The Han font
holds the characters of GB 2312, which has the characters that names are transliterated with; a rarer one is shown in
the machine's own font. A variable or static upstream font gives the same file names.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "src" / "tereze_web" / "static" / "fonts"
NOTO, CJK = Path("/usr/share/fonts/truetype/noto"), Path("/usr/share/fonts/opentype/noto")
LATIN_CYRILLIC = (
    "U+0000-024F,U+02B0-02FF,U+0300-036F,U+0400-052F,U+1E00-1EFF,U+2000-206F,U+20A0-20CF,U+2100-2193,U+2212"
)
ARABIC = "U+0600-06FF,U+0750-077F,U+200C-200F,U+2066-2069,U+FB50-FDFF,U+FE70-FEFF"
SIMPLIFIED_CHINESE = 2  # its place in the collection


def han() -> str:
    """The characters of GB 2312 as ranges for the subsetter."""
    found = [bytes([row, cell]).decode("gb2312", "ignore") for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF)]
    return ",".join(f"U+{ord(one):04X}" for one in found if one)


FONTS = (
    ("noto-sans.woff2", NOTO / "NotoSans-Regular.ttf", LATIN_CYRILLIC),
    ("noto-sans-bold.woff2", NOTO / "NotoSans-Bold.ttf", LATIN_CYRILLIC),
    ("noto-arabic.woff2", NOTO / "NotoSansArabic-Regular.ttf", ARABIC),
    ("noto-arabic-bold.woff2", NOTO / "NotoSansArabic-Bold.ttf", ARABIC),
    ("noto-han.woff2", CJK / "NotoSansCJK-Regular.ttc", han()),
)


def main() -> None:
    """Write every font."""
    OUT.mkdir(exist_ok=True)
    for name, source, unicodes in FONTS:
        command = [sys.executable, "-m", "fontTools.subset", str(source), f"--unicodes={unicodes}", "--flavor=woff2"]
        command += [f"--output-file={OUT / name}", "--layout-features=*", "--no-hinting"]
        command += [f"--font-number={SIMPLIFIED_CHINESE}"] if source.suffix == ".ttc" else []
        subprocess.run(command, check=True)
        print(name, (OUT / name).stat().st_size)


if __name__ == "__main__":
    main()
