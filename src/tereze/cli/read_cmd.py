"""`tereze read FILE`: a document as a draft sheet, every statement quoted and located, for a person to review."""

from __future__ import annotations

from pathlib import Path

import click

from tereze.model.errors import TerezeError

from .common import fail, show_json


@click.command("read")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--language", help="The language it is in (BCP 47), where it is not found rightly.")
@click.option("--date", "day", default="", help="The day the document is from: relative dates are read against it.")
@click.option("--text", "as_text", is_flag=True, help="Print the text that places count in, not the sheet.")
@click.option("--reprints", is_flag=True, help="Say which of several FILES look like reprints of one another.")
@click.option("--json", "as_json", is_flag=True, help="Print for programs: one JSON document.")
def command(
    files: tuple[Path, ...], language: str | None, day: str, as_text: bool, reprints: bool, as_json: bool
) -> None:
    """Read FILES (text, HTML, DOCX, ODT, RTF, e-mail, SRT, VTT, PDF) into draft sheets. Nothing is stored.

    Review the sheet beside the document, mend it, then `tereze import` it.
    """
    if reprints:
        _reprints(list(files), as_json=as_json)
        return
    sheets = []
    failed: TerezeError | None = None
    for path in files:
        try:
            sheets.append(_one(path, language, day, as_text=as_text))
        except TerezeError as error:
            if len(files) == 1:
                fail(error, as_json=as_json)
            click.echo(f"tereze: {error.text}", err=True)
            failed = error
    if as_json:
        show_json({"tereze": "drafts/1", "drafts": sheets})
    else:
        click.echo(("\n" if as_text else "---\n").join(str(one["content"]) for one in sheets), nl=False)
    if failed is not None:
        fail(failed, as_json=False)


def _one(path: Path, language: str | None, day: str, *, as_text: bool) -> dict[str, object]:
    from tereze.actions import drafting  # the readers and tables are heavy to load

    found = drafting.draft(path, lang=language, day=day)
    return {
        "file": path.name,
        "content": found.document.text if as_text else found.sheet,
        "text_sha256": found.document.sha256,
        "languages": list(found.languages),
        "dated": found.dated,
    }


def _reprints(files: list[Path], *, as_json: bool) -> None:
    from tereze.actions import drafting  # as above

    pairs, refused = drafting.reprints(files)
    if as_json:
        show_json({"tereze": "list/1", "kind": "reprints", "items": [pair._asdict() for pair in pairs]})
    else:
        for pair in pairs:
            click.echo(f"{pair.score:.2f}  {pair.first}  {pair.second}  {pair.why}")
    for one in refused:
        click.echo(f"tereze: {one.error.text}", err=True)
    if refused:
        fail(refused[0].error, as_json=False)
