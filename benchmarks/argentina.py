"""Two official registers of the same disappeared people, from their files to a release: times, memory and figures.

    python benchmarks/argentina.py [--data ../shared/data/argentina] [--out FOLDER] [--json FILE]

Writes benchmarks/results/argentina.md. The data are not in the repository. The grounds of the lists, unconfirmed in
the mappings, are confirmed for this run in a copy of them, by two invented reviewers, who also stand behind the batch:
publishing is what is measured.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import resource
import sys
import tempfile
import time
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tereze import settings, weigh, wiring
from tereze.actions import folder, linking, publishing, sampling
from tereze.actions.desk import Desk
from tereze.actions.reading import person_cases
from tereze.actions.report import ImportReport
from tereze.model import dates, ids

REPO = Path(__file__).resolve().parent.parent
LISTS = (
    ("victimas_accionar_represivo_ilegal.csv", "ruvte"),
    ("victimas_accionar_represivo_ilegal_sin_denuncia_formal.csv", "ruvte-sin-denuncia"),
    ("parque_de_la_memoria.csv", "parque"),
)
JUDGED = REPO / "tests" / "resolve" / "argentina_judged.tsv"
SAMPLED = REPO / "tests" / "resolve" / "argentina_sample.tsv"
MIN_SCORE = "0.99"


class Clock:
    """Wall and processor seconds of each step."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.processor: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        print(f"{name} …", file=sys.stderr, flush=True)
        begin, work = time.perf_counter(), time.process_time()
        yield
        self.seconds[name] = round(time.perf_counter() - begin, 1)
        self.processor[name] = round(time.process_time() - work, 1)


def main() -> int:
    """Run everything in a temporary folder and write the results page."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("--data", type=Path, default=REPO.parent / "shared" / "data" / "argentina")
    ask.add_argument("--out", type=Path, default=None)
    ask.add_argument("--json", type=Path, default=None)
    given = ask.parse_args()
    if not given.data.is_dir():
        print(f"needs the data: {given.data} is not there", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as scratch:
        found = run(given.data, given.out or Path(scratch))
    if given.json:
        given.json.write_text(json.dumps(found, ensure_ascii=False, indent=2), "utf-8")
    page = REPO / "benchmarks" / "results" / "argentina.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text(render(found), "utf-8")
    print(page.read_text("utf-8"))
    return 0


def run(data: Path, place: Path) -> dict[str, Any]:
    """Import, link, accept a sampled batch, weigh and publish; all figures."""
    clock, found = Clock(), {}
    where = settings.read({}, register=place / "register")
    with wiring.create(where, "", demo=True) as opened:
        desk = opened.desk
        with clock.step("import"):
            found["import"] = take_lists(desk, data, place)
        with clock.step("link"):
            found["suggestions"] = linking.link(desk, lambda _: None)
        found["same words"] = same_words(desk, data)
        with clock.step("batch"):
            found["batch"] = accept(desk)
        found["judged by hand"] = against_judged(desk)
        with clock.step("weigh"):
            found["weigh"] = weigh_all(desk)
        with clock.step("publish"):
            report = publishing.release(desk, place / "site", wish())
        found["published"] = {"persons": report.persons, "files": report.files, "bytes": report.size}
    found["seconds"] = clock.seconds | {"total": round(sum(clock.seconds.values()), 1)}
    found["processor seconds"] = clock.processor | {"total": round(sum(clock.processor.values()), 1)}
    found["load of the machine"] = " ".join(f"{load:.1f}" for load in os.getloadavg())
    found["peak memory MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return found


def wish() -> publishing.Wish:
    """A release in one language, with Parquet."""
    return publishing.Wish(approved_by=("first", "second"), title="Two registers", contact="by letter")


def take_lists(desk: Desk, data: Path, place: Path) -> dict[str, Any]:
    """Import the three lists of people; rows, refused, notes."""
    report = ImportReport()
    for file, name in LISTS:
        text = (REPO / "examples" / "argentina" / f"{name}.map.yaml").read_text("utf-8")
        mapping = place / f"{name}.map.yaml"
        mapping.write_text(text.replace("confirmed_by: []", "confirmed_by: [first-reviewer, second-reviewer]"), "utf-8")
        folder.take_in(desk, data / file, mapping, report, lambda _: None, link=False)
    return {
        "rows": report.rows,
        "refused": len(report.refused),
        "notes": len(report.warnings),
        "entries": report.entries,
    }


def words(name: str) -> frozenset[str]:
    """A name as a set of accent-free upper-case words."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.upper()) if not unicodedata.combining(c))
    return frozenset("".join(c if c.isalpha() else " " for c in plain).split())


def rows_of(data: Path) -> tuple[dict[frozenset[str], list[str]], dict[frozenset[str], list[str]]]:
    """Word set → row ids, in the RUVTE (with formal complaint) and in the Parque's register."""
    found: list[dict[frozenset[str], list[str]]] = []
    for file, key, name in ((LISTS[0][0], "id_unico_ruvte", "apellido_paterno_nombres"), (LISTS[2][0], "id", "nombre")):
        by_words: dict[frozenset[str], list[str]] = defaultdict(list)
        with (data / file).open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                by_words[words(row[name])].append(row[key])
        found.append(by_words)
    return found[0], found[1]


def same_words(desk: Desk, data: Path) -> dict[str, Any]:
    """How many word sets that both registers hold have all their pairs suggested."""
    ruvte, parque = rows_of(data)
    secret = desk.register.secret
    suggested = {frozenset({row.left, row.right}) for row in desk.register.index.suggestions()}
    shared = [name for name in ruvte if name in parque]
    pairs = [
        frozenset({ids.mention_id(secret, "ruvte", one), ids.mention_id(secret, "parque", other)})
        for name in shared
        for one in ruvte[name]
        for other in parque[name]
    ]
    hit = sum(pair in suggested for pair in pairs)
    return {
        "word sets in both": len(shared),
        "pairs": len(pairs),
        "suggested": hit,
        "share": round(hit / len(pairs), 4),
    }


def accept(desk: Desk) -> dict[str, Any]:
    """Accept the unambiguous pairs on the strength of the sample that was judged by hand."""
    judged = hand_judged(SAMPLED)
    wrong = sum(answer != "same" for _, _, answer in judged)
    before = desk.register.index.counts()["persons"]
    for other in ("ruvte", "ruvte-sin-denuncia"):
        if sampling.draw(desk, (other, "parque"), MIN_SCORE, 1, "1")["population"] < len(judged):
            continue  # the sample was drawn from the large list: it cannot speak for a handful of pairs
        rule = sampling.Sampled((other, "parque"), MIN_SCORE, len(judged), wrong)
        sampling.accept(desk, rule, "same name, birth and time of arrest", second="second-reviewer")
    after = desk.register.index.counts()["persons"]
    return {"judged": len(judged), "wrong": wrong, "joined": before - after, "persons": after}


def hand_judged(file: Path) -> list[tuple[str, str, str]]:
    """(RUVTE row, Parque row, answer) of pairs that were judged by hand from the rows."""
    lines = file.read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(row[0], row[1], row[2]) for row in rows]


def against_judged(desk: Desk) -> dict[str, Any]:
    """Suggestions against the further pairs judged by hand: recall at the batch threshold and at any score."""
    secret = desk.register.secret
    scores = {frozenset({row.left, row.right}): row.score for row in desk.register.index.suggestions()}
    same, different = [], []
    for ruvte, parque, answer in hand_judged(JUDGED):
        left = next(
            (
                mention
                for list_ in ("ruvte", "ruvte-sin-denuncia")
                if desk.register.index.mentions([mention := ids.mention_id(secret, list_, ruvte)])
            ),
            "",
        )
        score = scores.get(frozenset({left, ids.mention_id(secret, "parque", parque)}), 0.0)
        if answer == "same":
            same.append(score)
        elif answer == "different":
            different.append(score)
    found: dict[str, Any] = {"same": len(same), "different": len(different)}
    for cut in (0.05, 0.5, float(MIN_SCORE)):
        right, wrong = sum(s >= cut for s in same), sum(s >= cut for s in different)
        found[f"recall at {cut}"] = round(right / len(same), 3) if same else None
        found[f"precision at {cut}"] = round(right / (right + wrong), 3) if right + wrong else None
    return found


def weigh_all(desk: Desk) -> dict[str, Any]:
    """Every person view: conflicts of dates between the registers, and what the facts rest on."""
    index = desk.register.index
    persons = date_conflicts = facts = witnesses = two_documents = 0
    for case in person_cases(index, index.persons()):
        view = weigh.person_view(case)
        persons += 1
        date_conflicts += disagree_on_arrest(view)
        for fact in view.facts:
            facts += 1
            witnesses += fact.support.independent_witnesses
            two_documents += len(fact.support.document_origins) >= 2
    return {
        "persons": persons, "facts": facts, "persons whose registers give different dates of arrest": date_conflicts,
        "facts in both registers (two document origins)": two_documents, "independent witnesses claimed": witnesses,
    }  # fmt: skip


def disagree_on_arrest(view: weigh.PersonView) -> bool:
    """Whether two lists give days of arrest that cannot be one."""
    begun: dict[str, set[str]] = defaultdict(set)
    for fact in view.facts:
        if fact.property == "custody" and fact.value == "missing" and fact.when:
            for said in fact.support.statements:
                begun[said.source].add(said.when)
    days = [when for whens in begun.values() for when in whens if when]
    return len(begun) > 1 and any(not dates.read(one).meets(dates.read(other)) for one in days for other in days)


def render(found: dict[str, Any]) -> str:
    """The results page."""
    lines = ["# Argentina: two registers, end to end\n", "`python benchmarks/argentina.py`\n"]
    for title, value in found.items():
        if isinstance(value, dict):
            lines += [f"**{title}**\n", *(f"- {key}: {item}" for key, item in value.items()), ""]
        else:
            lines += [f"**{title}**: {value}\n"]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
