"""Teach the custody reader: `resources/intake/custody-en.onnx`; or measure it on hands it was not taught by.

    python -m tools.train_custody --from ENCODER                          # teach by all texts and write the file
    python -m tools.train_custody --from ENCODER --measure agency voices  # leave these files out, one at a time

`ENCODER` is the unpacked folder of sentence-transformers/all-MiniLM-L6-v2, as for `tools.train_encoder`; the network
begins as the shipped encoder of names (`encoder-en.onnx`). The texts are in the repository: the gold documents of the
tests but `en_unseen.yaml`, and `tools/intake_training/custody/`; `--measure` alone takes each of these in turn, `a+b`
leaves out two at once. It prints what the rules find alone, and with the network. Teaching takes some six minutes
on two cores, and as much for each that is left out. Needs `requirements/train.txt`.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from tereze.intake.extract.extraction import Extraction, extract
from tereze.intake.extract.happenings import Custody
from tereze.intake.extract.tellings import See
from tereze.model import resources
from tools.intake_training import custody_network, custody_teaching, custody_texts, news_marks
from tools.intake_training.custody_network import Reader
from tools.train_encoder import PUBLISHED

Document = dict[str, Any]


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="encoder", type=Path, required=True, help="folder with model.safetensors")
    parser.add_argument("--measure", nargs="*", help="leave out the texts of one hand at a time, and count")
    parser.add_argument("--news", type=Path, help="the folder of real news, as `news_marks` names it: teach by it too")
    parser.add_argument("--without", default="", help="teach without the texts of this hand")
    parser.add_argument("--passes", type=int, default=custody_teaching.PASSES)
    parser.add_argument("--to", type=Path, help="the file to write, if not the shipped one")
    asked = parser.parse_args()
    weights = asked.encoder / "model.safetensors"
    if hashlib.sha256(weights.read_bytes()).hexdigest() != PUBLISHED:
        parser.error("these are not the published weights of all-MiniLM-L6-v2")
    texts = {hand: custody_texts.documents(paths) for hand, paths in custody_texts.files().items()}
    if asked.news:
        texts["news"] = [one for path in custody_texts.news() for one in news_marks.documents(path, asked.news)]
    if asked.measure is not None:
        measure(texts, asked.measure or custody_texts.teachers(), weights, asked.passes)
        return
    path = asked.to or resources.path("intake") / "custody-en.onnx"
    custody_network.write(
        _taught([one for hand, some in texts.items() if hand != asked.without for one in some], weights, asked.passes),
        path,
    )
    print(f"wrote {path.name} ({path.stat().st_size:,} bytes)")


def _taught(documents: Sequence[Document], weights: Path, passes: int) -> Reader:
    reader = custody_network.from_shipped(resources.path("intake") / "encoder-en.onnx", weights)
    return custody_teaching.taught(reader, [custody_texts.text(one) for one in documents], passes)


def measure(texts: dict[str, list[Document]], left_out: Sequence[str], weights: Path, passes: int) -> None:
    """Print precision and recall on each hand that the network was not taught by, of the rules and of both."""
    whole: dict[str, Counter[str]] = {}
    rows = ["| left out | read by | P | R | gold | found |", "|---|---|---|---|---|---|"]
    for hands in left_out:
        out = hands.split("+")
        rest = [one for hand, some in texts.items() if hand not in out for one in some]
        see = partial(custody_teaching.find, _taught(rest, weights, passes))
        counts = counted([one for hand in out for one in texts[hand]], see)
        for by, some in counts.items():
            whole.setdefault(by, Counter()).update(some)
            rows.append(_row(hands, by, some))
    print("\n".join([*rows, *(_row("all", by, some) for by, some in whole.items())]))


def counted(documents: Sequence[Document], see: See) -> dict[str, Counter[str]]:
    """Gold, found and hit of the rules, and of both."""
    found: dict[str, Counter[str]] = {"rules": Counter(), "rules and network": Counter()}
    for one in documents:
        when = date.fromisoformat(str(one["date"]))
        for by, with_it in (("rules", None), ("rules and network", see)):
            found[by].update(count(one, extract(one["text"], "en", when, see=with_it)))
    return found


def count(document: Document, found: Extraction) -> Counter[str]:
    """Gold, found and hit in one document: the sentence, the status and the person must all be right."""
    left = list(found.custody)
    hit = 0
    for mark in document["custody"]:
        fit = next((one for one in left if _same(mark, one, found, document["text"])), None)
        if fit is not None:
            left.remove(fit)
            hit += 1
    return Counter(gold=len(document["custody"]), found=len(found.custody), hit=hit)


def _same(mark: dict[str, str], one: Custody, found: Extraction, text: str) -> bool:
    if mark["has"] not in text[one.begin : one.end] or mark["status"] != one.status:
        return False
    if one.about is None or not mark["about"]:
        return one.about is None and not mark["about"]
    key = one.about.key
    forms = next((each.names for each in found.persons if key and each.key == key), (one.about.text,))
    return any(form in mark["about"] or mark["about"] in form for form in forms)


def _row(hand: str, by: str, counts: Counter[str]) -> str:
    precision = counts["hit"] / counts["found"] if counts["found"] else 1.0
    recall = counts["hit"] / counts["gold"] if counts["gold"] else 1.0
    return f"| {hand} | {by} | {precision:.2f} | {recall:.2f} | {counts['gold']} | {counts['found']} |"


if __name__ == "__main__":
    main()
