"""`tereze evidence`: keep files as received, see what happened to them, read and copy them out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from tereze.settings import Settings

from .common import fail, open_desk, register_options, show_json
from .plain import clean, say

_WHY = {"sealed": "Only a custodian may read it.", "none": "It has no text.", "gone": "Its key was destroyed."}


@click.group("evidence")
def command() -> None:
    """Keep files as received, sealed, with everything that ever happened to them."""


@command.command("add")
@click.argument("source")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--language", help="The language that scans and photographs of paper are read in (BCP 47).")
@click.option("--note", default="", help="How the files came: “on a stick”, “by post”. Never who brought them.")
@click.option("--no-copies", is_flag=True, help="Make no working copies: no text, no small picture, no metadata.")
@register_options
def add(
    source: str,
    files: tuple[Path, ...],
    language: str | None,
    note: str,
    no_copies: bool,
    where: Settings,
    as_json: bool,
) -> None:
    """Keep FILES (folders are gone through) as evidence of SOURCE, the id of a source in the register.

    Each file is hashed and sealed as it is; then its text, a small picture and what it says of itself are made from it
    in a closed room and sealed beside it. A file that cannot be taken apart is kept all the same.
    """
    from tereze.actions import gathering  # the readers are heavy to load

    with open_desk(where) as desk:
        done = gathering.gather(
            desk, source, files, lang=language, note=note, copies=not no_copies, signers=where.signers
        )
    if as_json:
        show_json({"tereze": "list/1", "kind": "evidence", "items": [one.document() for one in done]})
    else:
        for one in done:
            _tell(one)
    bad = next((one.error for one in done if one.error is not None), None)
    if bad is not None:
        fail(bad, as_json=False)


def _tell(one: Any) -> None:
    if one.error is not None:
        click.echo(f"tereze: {one.file}: {one.error.text}", err=True)
        return
    click.echo(f"{one.kept.id}  {one.file}  {one.kept.size:,} bytes  sha256 {one.kept.sha256}")
    if one.made:
        click.echo(f"    {', '.join(copy.name for copy in one.made)}")
    for remark in one.remarks:
        click.echo(f"    {clean(remark)}", err=True)


@command.command("copies")
@click.argument("source")
@click.option("--language", help="The language that scans and photographs of paper are read in (BCP 47).")
@register_options
def make_copies(source: str, language: str | None, where: Settings, as_json: bool) -> None:
    """Make the working copies of every file of SOURCE, of those that came in with a sheet, too. Again: no change."""
    from tereze.actions import copies, gathering

    with open_desk(where) as desk:
        made = [
            gathering.Gathered(kept.name, kept, done.made, done.remarks)
            for kept, done in copies.make_all(desk, source, language, where.signers)
        ]
    if as_json:
        show_json({"tereze": "list/1", "kind": "evidence", "items": [one.document() for one in made]})
        return
    for one in made:
        _tell(one)


@command.command("hear")
@click.argument("evidence")
@click.option("--transcript", type=click.Path(exists=True, path_type=Path), help="Bring a transcript (SRT, VTT).")
@click.option(
    "--model", type=click.Path(path_type=Path), help="Let faster-whisper listen, with the model in this folder."
)
@click.option("--language", default="", help="The language that is spoken (BCP 47).")
@click.option("--confirm", "confirmed", default="", help="Segments you listened to and found right: 1-3,7.")
@click.option("--say", "said", multiple=True, help="NUMBER=WORDS: what is really said in a segment you listened to.")
@register_options
def hear(
    evidence: str,
    transcript: Path | None,
    model: Path | None,
    language: str,
    confirmed: str,
    said: tuple[str, ...],
    where: Settings,
    as_json: bool,
) -> None:
    """What is said in the recording EVIDENCE, by segments. Each is a draft until somebody who listened confirms it."""
    from tereze.actions import hearing
    from tereze.intake.reading.transcript import numbers

    with open_desk(where) as desk:
        if transcript is not None:
            with transcript.open("rb") as stream:
                hearing.bring(desk, evidence, stream, transcript.name, language)
        if model is not None:
            hearing.listen(desk, evidence, model, language)
        found = hearing.current(desk, evidence)
        if confirmed or said:
            count = len(found.segments)
            changed = {numbers(one.partition("=")[0], count)[0]: one.partition("=")[2] for one in said}
            found = hearing.confirm(desk, evidence, numbers(confirmed, count) if confirmed else (), changed)
    if as_json:
        show_json({"tereze": "transcript/1"} | found._asdict() | {"segments": [s._asdict() for s in found.segments]})
        return
    for at, one in enumerate(found.segments, 1):
        sure = "" if one.sure is None else f"{one.sure:3} "
        mark = "heard" if one.heard_by else "DRAFT"
        doubt = f"  [{one.doubt}]" if one.doubt else ""
        click.echo(clean(f"{at:4} {one.begin:>9}–{one.end:<9} {mark} {sure}{one.text}{doubt}"))


@command.command("archive")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--source", default="", help="The source that the files of a bundle are evidence of.")
@register_options
def archive(path: Path, source: str, where: Settings, as_json: bool) -> None:
    """Take in PATH with its proofs checked: a web archive (.warc, .warc.gz, .wacz), a folder of auto-archiver, a bundle
    of ProofMode (.zip). Each page of a web archive becomes a source; files of a bundle are evidence of --source.
    """
    from tereze.actions import archives

    with open_desk(where) as desk:
        done = archives.bring(desk, path, source, where.stamp_roots, where.signers)
    items = [
        {"source": one.source, "id": one.kept.id, "name": one.kept.name, "checks": [c.line() for c in one.checked]}
        for one in done
    ]
    if as_json:
        show_json({"tereze": "list/1", "kind": "archived", "items": items})
    else:
        for item in items:
            click.echo(f"{item['source']}  {item['id']}  {item['name']}")
            for line in item["checks"]:
                click.echo(f"    {line}")
    if any(check.problems for one in done for check in one.checked):
        sys.exit(1)


@command.command("list")
@click.argument("source")
@register_options
def listing(source: str, where: Settings, as_json: bool) -> None:
    """Every file of SOURCE, its history oldest first, and what was derived from it."""
    from tereze.actions import evidence, gathering

    with open_desk(where) as desk:
        found = [gathering.document(one) for one in evidence.history(desk, source)]
    if as_json:
        show_json({"tereze": "list/1", "kind": "evidence", "items": found})
        return
    if not found:
        click.echo("No files are kept for this source.")
    for one in found:
        head = f"{one['id']}  {one['name']}  {one['media_type']}  {one['size']:,} bytes\n  sha256 {one['sha256']}"
        click.echo(clean(head))
        for event in one["history"]:
            click.echo(clean(f"  {event['at']}  {event['event']:9} by {event['by']}  {event['note']}".rstrip()))
        for copy in one["derived"]:
            click.echo(clean(f"  → {copy['id']}  {copy['name']}  {copy['media_type']}"))


@command.command("text")
@click.argument("evidence")
@register_options
def text(evidence: str, where: Settings, as_json: bool) -> None:
    """Print the text of EVIDENCE (its id): its own, or the newest that was read from it."""
    from tereze.actions import copies

    with open_desk(where) as desk:
        found = copies.text_of(desk, evidence)
    if as_json:
        show_json({"tereze": "text/1", "evidence": evidence, "text": found.text, "why": found.why})
    else:
        reasons = {
            "sealed": "Only a custodian may read it.",
            "none": "It has no text.",
            "gone": "Its key was destroyed.",
        }
        if found.why:
            click.echo(reasons[found.why], err=True)
        else:
            say(found.text, nl=False)


@command.command("about")
@click.argument("evidence")
@register_options
def about(evidence: str, where: Settings, as_json: bool) -> None:
    """Print what the file EVIDENCE says of itself. Anyone can rewrite such claims: they are no facts.

    First the statements that were kept of it, marked “!” where they tell where, with which very device or by whom it
    was made (custodians only); then every field. Nothing of this is ever published.
    """
    from tereze.actions import copies, file_statements

    with open_desk(where) as desk:
        found = copies.metadata_of(desk, evidence)
        said = file_statements.of_file(desk, evidence)
    if as_json:
        kept = [
            {name: getattr(one, name) for name in ("property", "value", "field", "voice", "basis", "guarded")}
            for one in said
        ]
        items = [one._asdict() | {"guarded": one.is_guarded} for one in found]
        show_json({"tereze": "list/1", "kind": "metadata", "items": items, "statements": kept})
        return
    if not found:
        click.echo("Nothing was read of what it says of itself.", err=True)
    for statement in said:
        by = f"  (by {statement.voice}, unchecked)" if statement.voice else "  (unchecked)"
        click.echo(clean(f"{'!' if statement.guarded else ' '} {statement.property}: {statement.value}{by}"))
    for one in found:
        click.echo(clean(f"{'!' if one.is_guarded else ' '} {one.group}:{one.name}  {one.value}"))


@command.command("copy")
@click.argument("evidence")
@click.argument("file", type=click.Path(path_type=Path))
@register_options
def copy(evidence: str, file: Path, where: Settings, as_json: bool) -> None:
    """Write EVIDENCE as it was received to FILE, in the clear. The history says that it was copied."""
    from tereze.actions import evidence as files

    with open_desk(where) as desk:
        found = files.copy_out(desk, evidence, file)
    if as_json:
        show_json({"tereze": "copy/1", "evidence": found.id, "sha256": found.sha256, "size": found.size})
    else:
        click.echo(f"{found.size:,} bytes, sha256 {found.sha256}. This copy is not sealed: mind where it lies.")
