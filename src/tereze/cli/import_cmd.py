"""`tereze import PATH`: sheets, judgements, changes and lists, from a file or a folder."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tereze.actions import folder
from tereze.actions.report import ImportReport
from tereze.model.errors import why
from tereze.settings import Settings

from .common import counted, open_desk, progress, register_options, show_json


@click.command("import")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--mapping",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="How a table is to be read (docs/formats/mapping.md).",
)
@click.option(
    "--draft-mapping", is_flag=True, help="Print a proposal for the mapping of a table, to be reviewed; import nothing."
)
@click.option("--no-link", is_flag=True, help="Do not look for suggestions afterwards.")
@click.option(
    "--rejects", type=click.Path(path_type=Path), help="Where refused rows go, with the reason (default: beside PATH)."
)
@register_options
def command(
    path: Path,
    mapping: Path | None,
    draft_mapping: bool,
    no_link: bool,
    rejects: Path | None,
    where: Settings,
    as_json: bool,
) -> None:
    """Take in PATH: a source sheet, a table, or a folder of them. Good ones go in whatever the others are like."""
    if draft_mapping:
        click.echo(folder.draft_mapping(path))
        return
    report = ImportReport()
    with open_desk(where) as desk, progress("Importing") as step:
        folder.take_in(desk, path, mapping, report, step, link=not no_link)
    written = _write_rejects(report, rejects or path.with_name(path.name + ".rejects.tsv"))
    if as_json:
        show_json(report.document())
    else:
        tell(report, written)
    sys.exit(report.exit_code)


def _write_rejects(report: ImportReport, place: Path) -> Path | None:
    """Where the refused rows were written; a folder that cannot be written to keeps nobody from the report itself."""
    try:
        return folder.write_rejects(report, place)
    except OSError as error:
        click.echo(f"tereze: the list of what was refused could not be written: {why(error)}.", err=True)
        click.echo("  Give it another place with --rejects.", err=True)
        return None


def tell(report: ImportReport, rejects: Path | None = None) -> None:
    """Print what an import did, for people."""
    for refusal in report.refused[:50]:
        click.echo(f"{refusal['file']}:{refusal['line']}: {refusal['key']}: {refusal['error']}", err=True)
        if refusal["hint"]:
            click.echo(f"    {refusal['hint']}", err=True)
    for warning in report.warnings[:20]:
        click.echo(f"{warning['file']}:{warning['line']}: {warning['key']}: note: {warning['warning']}", err=True)
    hidden = max(0, len(report.refused) - 50) + max(0, len(report.warnings) - 20)
    if hidden:
        click.echo(f"… and {hidden} more; --json prints all.", err=True)
    files = len(report.documents)
    also = f", {files} file{'s' * (files != 1)} of judgements or changes" if files else ""
    rows = f", {counted(report.rows, 'row')}" if report.rows else ""
    click.echo(
        f"{len(report.accepted)} accepted{_known(report)}{also}{rows}, {len(report.refused)} refused, "
        f"{counted(len(report.warnings), 'note')}{_waiting(report)}."
    )
    if rejects:
        click.echo(f"Refused, with reasons: {rejects}", err=True)


def _waiting(report: ImportReport) -> str:
    """How many suggestions nobody has answered, old and new; nothing where none wait or none were looked for."""
    return f"; {counted(report.suggestions, 'suggestion')} waiting" if report.suggestions else ""


def _known(report: ImportReport) -> str:
    """How many of the accepted sheets brought nothing new."""
    known, all_ = len(report.unchanged), len(report.accepted)
    if not known:
        return ""
    if known == all_:
        return " (it was here already)" if all_ == 1 else " (all were here already)"
    return f" ({known} of them {'was' if known == 1 else 'were'} here already)"
