"""Reading PDFs: seconds and memory for text layers of growing length, and for scans.

    python -m benchmarks.reading --write

The PDFs are made here. Memory is the peak of the worker that takes the PDF apart, and of the process that reads the
document, in MiB. Each length is measured in a process of its own, without bubblewrap, so that the worker's memory can
be asked of the system.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.intake.reading import makers

from tereze.intake.reading import ocr, pdf, sandbox

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results" / "reading.md"
LENGTHS = (50, 500, 2000)
SCANS = 5


def main() -> None:
    """Read the command line, measure, print or write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help=f"write {RESULTS.name}")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        sys.stdout.write(json.dumps(measure(arguments.one.read_bytes())))
        return
    page = report()
    if arguments.write:
        RESULTS.write_text(page, "utf-8")
    print(page)


def measure(data: bytes) -> dict[str, float]:
    """One document: characters read, seconds, peak MiB here and in the worker."""
    sandbox.enclosed = lambda: False  # type: ignore[assignment]
    before = _peak()
    begin = time.perf_counter()
    found = pdf.read(data, "en")
    seconds = time.perf_counter() - begin
    worker = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    here = _peak()
    return {
        "pages": len(found.segments), "characters": len(found.text), "seconds": seconds, "worker": worker / 1024,
        "here": here / 1024, "before": before / 1024, "size": len(data) / 1024**2,
    }  # fmt: skip


def _peak() -> int:
    """The most memory this process ever held, in KiB."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1])


def _text(pages: int) -> bytes:
    rows = [
        f"Line {number} of a fictional report that is about as long as lines in reports are." for number in range(45)
    ]
    return makers.pdf(*[makers.lines(f"Page {at}", *rows) for at in range(pages)])


def _scan(pages: int) -> bytes:
    drawn = makers.from_pgm(pdf.picture(_text(1), 0))
    return makers.pdf(*[b"q 595 0 0 842 0 0 cm /I0 Do Q"] * pages, pictures=(drawn,))


def report() -> str:
    """The results page."""
    head = [
        "# Reading PDFs", "", "`python -m benchmarks.reading --write`. Bar: 500 pages in 60 s, memory flat.", "",
        "| document | MiB | characters | s | worker, peak MiB | reader before → peak, MiB |",
        "|---|---|---|---|---|---|",
    ]  # fmt: skip
    documents = [(f"{length:,} pages of text", _text(length)) for length in LENGTHS]
    if ocr.is_there():
        documents.append((f"{SCANS} pages of scans, English", _scan(SCANS)))
    with tempfile.TemporaryDirectory() as folder:
        for name, data in documents:
            file = Path(folder) / "document.pdf"
            file.write_bytes(data)
            command = [sys.executable, "-m", "benchmarks.reading", "--one", str(file)]
            one = json.loads(subprocess.run(command, check=True, capture_output=True, cwd=ROOT).stdout)
            head.append(
                f"| {name} | {one['size']:.1f} | {one['characters']:,} | {one['seconds']:.1f} | "
                f"{one['worker']:.0f} | {one['before']:.0f} → {one['here']:.0f} |"
            )
    return "\n".join([*head, "", *(__doc__ or "").strip().split("\n")[4:]]).rstrip() + "\n"


if __name__ == "__main__":
    main()
