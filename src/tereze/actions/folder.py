"""Import a file or a folder: sources first, then lists, suggestions, judgements and changes, so that each finds what
it speaks of."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tereze.intake import sheets
from tereze.intake.documents import SheetMissing, SheetUnreadable
from tereze.intake.drafts import ChangesDraft, JudgementsDraft, Parsed, Refusal
from tereze.model.errors import WrongUse

from . import imports
from .desk import Desk
from .report import ImportReport
from .versions import newer

SHEETS = {".yaml", ".yml", ".json"}
TABLES = {".csv", ".tsv", ".xlsx", ".xls", ".ods"}
Progress = Callable[[str], None]


class NothingToImport(WrongUse):
    """A folder without a sheet."""

    message = "There is no source sheet in {0}."
    hint = "Sheets end in .yaml or .json; a table needs --mapping."


class NeedsMapping(WrongUse):
    """A table without a word on how to read it."""

    message = "{0} is a table: say how to read it with --mapping."
    hint = "`tereze import {0} --draft-mapping` proposes one; review it before you use it."


def take_in(
    desk: Desk, path: Path, mapping: Path | None, report: ImportReport, progress: Progress, *, link: bool
) -> None:
    """Import everything under `path`.

    1. Sources and lists.  2. Suggestions, which batch judgements draw on.  3. Judgements.  4. Changes.
    """
    desk.must("import")
    later: list[Parsed] = []
    imports.take_in(desk, _sources(_read(desk, path, mapping), later), report, progress)  # 1.
    imports.warn_of_absent(desk, report)
    if link:
        from . import linking  # comparing is heavy to load, and not every import compares

        report.suggestions = linking.link(desk, progress)  # 2.
    judgements = [item for item in later if isinstance(item, JudgementsDraft)]
    changes = [item for item in later if isinstance(item, ChangesDraft)]
    imports.take_in(desk, judgements, report, progress)  # 3.
    imports.take_in(desk, changes, report, progress)  # 4.
    if link and judgements:
        report.suggestions = linking.link(desk, progress)


def draft_mapping(path: Path) -> str:
    """A proposal for the mapping of a table, to be reviewed by a person."""
    from tereze.intake import mapping

    return mapping.draft(path)


def write_rejects(report: ImportReport, path: Path) -> Path | None:
    """Write what was refused, one line each with its reason; None when nothing was."""
    if not report.refused:
        return None
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter="\t")
        writer.writerow(["file", "line", "key", "error", "hint"])
        writer.writerows(
            [item["file"], item["line"], item["key"], item["error"], item["hint"]] for item in report.refused
        )
    return path


def _read(desk: Desk, path: Path, mapping: Path | None) -> Iterator[Parsed]:
    secret, recorded = desk.register.secret, desk.now()
    if path.suffix.lower() in TABLES or mapping is not None:
        if mapping is None:
            raise NeedsMapping(path.name)
        from tereze.intake import tables

        def read_table(numbers: Mapping[str, int]) -> Iterator[Parsed]:
            version = next(iter(numbers.values()), 1)
            return tables.read(path, mapping, secret=secret, recorded=recorded, version=version)

        yield from newer(desk, read_table)
        return
    for file in _files(path):

        def read_sheets(numbers: Mapping[str, int], file: Path = file) -> Iterator[Parsed]:
            return sheets.read(file, secret=secret, recorded=recorded, versions=numbers)

        yield from _one_file(file, newer(desk, read_sheets))


def _one_file(file: Path, parsed: Iterator[Parsed]) -> Iterator[Parsed]:
    """What a file holds. One that cannot be read, or holds nothing, is refused like any other and stops no good one."""
    if not file.is_file():
        yield Refusal(str(file), 1, "", f"“{file.name}” is no file, or a link that leads nowhere", "Remove or mend it.")
        return
    empty = True
    try:
        for item in parsed:
            empty = False
            yield item
    except (SheetMissing, SheetUnreadable) as error:
        yield Refusal(str(file), 1, "", error.text, error.advice)
        return
    if empty:
        yield Refusal(
            str(file), 1, "tereze", "there is nothing in this file", "A sheet begins with “tereze: source/1”."
        )


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    found = [
        file
        for file in sorted(path.rglob("*"))
        if file.suffix.lower() in SHEETS
        and not file.is_dir()
        and ".map." not in file.name
        and not file.name.startswith(".")
    ]
    if not found:
        raise NothingToImport(path.name or str(path))
    return found


def _sources(parsed: Iterator[Parsed], later: list[Parsed]) -> Iterator[Parsed]:
    """What can go in at once; judgements and changes are put aside into `later`."""
    for item in parsed:
        if isinstance(item, JudgementsDraft | ChangesDraft):
            later.append(item)
        else:
            yield item
