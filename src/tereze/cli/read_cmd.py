"""`tereze read FILE`: a document as a draft sheet, every statement quoted and located, for a person to review."""

from __future__ import annotations

from pathlib import Path

import click

from tereze.model.errors import TerezeError
from tereze.settings import Settings

from .common import fail, open_desk, register_options, show_json
from .plain import say


@click.command("read")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--language", help="The language it is in (BCP 47), where it is not found rightly.")
@click.option("--date", "day", default="", help="The day the document is from: relative dates are read against it.")
@click.option("--text", "as_text", is_flag=True, help="Print the text that places count in, not the sheet.")
@click.option("--reprints", is_flag=True, help="Say which of several FILES look like reprints of one another.")
@click.option("--review", is_flag=True, help="Keep the draft in the register, encrypted, and review it here and now.")
@click.option("--keep", is_flag=True, help="Keep the drafts in the register, to be reviewed with `tereze drafts`.")
@register_options
def command(
    files: tuple[Path, ...], language: str | None, day: str, as_text: bool, reprints: bool, review: bool, keep: bool,
    where: Settings, as_json: bool,
) -> None:  # fmt: skip
    """Read FILES (text, HTML, DOCX, ODT, RTF, e-mail, SRT, VTT, PDF, pictures of paper) into draft sheets.

    Nothing is stored. Review the sheet beside the document, mend it, then `tereze import` it; or let --review ask you
    line by line.
    """
    if review or keep:
        _kept(files, language, day, where, review=review, as_json=as_json)
        return
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
        say(("\n" if as_text else "---\n").join(str(one["content"]) for one in sheets), nl=False)
    if failed is not None:
        fail(failed, as_json=False)


def _kept(
    files: tuple[Path, ...], language: str | None, day: str, where: Settings, *, review: bool, as_json: bool
) -> None:
    """Read into drafts in the register; with `review`, go through each at once."""
    from tereze.actions import (
        corrections,
        draft_review,
        drafting,
        own_names,
    )  # the readers and tables are heavy to load

    from . import drafts_cmd, review_screen

    failed: TerezeError | None = None
    begun = []
    with open_desk(where) as desk:
        own, taught = own_names.finder(desk), corrections.models(desk)
        for path in files:
            try:
                drafted = drafting.draft(path, lang=language, day=day, own=own, taught=taught)
                opened = draft_review.begin(desk, drafted, place=path)
            except TerezeError as error:
                if len(files) == 1:
                    fail(error, as_json=as_json)
                click.echo(f"tereze: {path.name}: {error.text}", err=True)
                failed = error
                continue
            begun.append({"file": path.name, "draft": opened.key, "waiting": len(opened.review.waiting)})
            report = review_screen.run(desk, opened) if review else None
            if report is not None:
                drafts_cmd.tell_import(report, as_json=False)
    if as_json:
        show_json({"tereze": "list/1", "kind": "drafts", "items": begun})
    elif not review:
        for one in begun:
            click.echo(f"{one['draft']}\t{one['waiting']} to decide")
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
