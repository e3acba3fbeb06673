"""`tereze drafts`: what was read from documents and waits for a person: show, review, decide, import."""

from __future__ import annotations

import sys

import click

from tereze.actions import draft_review, drafts
from tereze.actions.desk import Desk
from tereze.actions.draft_review import Opened
from tereze.actions.draft_store import NoDraft
from tereze.actions.report import ImportReport
from tereze.model.errors import Ambiguous
from tereze.settings import Settings

from . import review_draw, review_screen
from .common import open_desk, register_options, show_json
from .plain import clean


@click.group("drafts", invoke_without_command=True)
@click.pass_context
def command(context: click.Context) -> None:
    """Drafts of your own that wait for review. DRAFT is a draft's name as listed, or the beginning of it."""
    if context.invoked_subcommand is None:
        context.invoke(list_)


@command.command("list")
@register_options
def list_(where: Settings, as_json: bool) -> None:
    """Your drafts, the last touched first."""
    with open_desk(where) as desk:
        found = drafts.list(desk)
        if as_json:
            show_json({"tereze": "list/1", "kind": "drafts", "items": [head._asdict() for head in found]})
            return
        for head in found:
            click.echo(f"{head.key}\t{head.kind}\t{head.saved}")
        if not found:
            click.echo("No drafts wait for you. `tereze read FILE --review` begins one.", err=True)


@command.command("show")
@click.argument("draft")
@register_options
def show(draft: str, where: Settings, as_json: bool) -> None:
    """Every item of a draft with the words it rests on and what was decided."""
    with open_desk(where) as desk:
        _tell(_opened(desk, draft), as_json=as_json)


@command.command("review")
@click.argument("draft")
@register_options
def review(draft: str, where: Settings, as_json: bool) -> None:
    """Go through a draft, one key a decision. Leave whenever you like; everything is kept."""
    with open_desk(where) as desk:
        report = review_screen.run(desk, _opened(desk, draft))
    if report is not None:
        tell_import(report, as_json=as_json)


@command.command("accept")
@click.argument("draft")
@click.argument("items", nargs=-1, required=True)
@register_options
def accept(draft: str, items: tuple[str, ...], where: Settings, as_json: bool) -> None:
    """Take ITEMS as they are, and the people they speak of."""
    with open_desk(where) as desk:
        opened = _opened(desk, draft)
        for item in items:
            opened = draft_review.accept(desk, opened.key, item, opened.version)
        _tell(opened, as_json=as_json)


@command.command("reject")
@click.argument("draft")
@click.argument("items", nargs=-1, required=True)
@click.option("--reason", default="", help="Why, for whoever mends the rules.")
@register_options
def reject(draft: str, items: tuple[str, ...], reason: str, where: Settings, as_json: bool) -> None:
    """Refuse ITEMS; of a person, also what is open about them."""
    with open_desk(where) as desk:
        opened = _opened(desk, draft)
        for item in items:
            opened = draft_review.reject(desk, opened.key, item, opened.version, reason)
        _tell(opened, as_json=as_json)


@command.command("reopen")
@click.argument("draft")
@click.argument("item")
@register_options
def reopen(draft: str, item: str, where: Settings, as_json: bool) -> None:
    """Undo what was decided about ITEM."""
    with open_desk(where) as desk:
        opened = _opened(desk, draft)
        _tell(draft_review.reopen(desk, opened.key, item, opened.version), as_json=as_json)


@command.command("change")
@click.argument("draft")
@click.argument("item")
@click.argument("fields", nargs=-1, required=True)
@register_options
def change(draft: str, item: str, fields: tuple[str, ...], where: Settings, as_json: bool) -> None:
    """Take ITEM with other values: FIELDS such as when=2019-02; “when=” takes one away. “source” is the document."""
    with open_desk(where) as desk:
        opened = _opened(desk, draft)
        values = review_screen.read_fields(list(fields))
        if item == "source":
            _tell(draft_review.set_source(desk, opened.key, values, opened.version), as_json=as_json)
        else:
            _tell(draft_review.change(desk, opened.key, item, values, opened.version), as_json=as_json)


@command.command("finish")
@click.argument("draft")
@click.option("--leave-open", is_flag=True, help="Leave out what was not looked at.")
@register_options
def finish(draft: str, leave_open: bool, where: Settings, as_json: bool) -> None:
    """Import what was taken; the draft goes."""
    with open_desk(where) as desk:
        opened = _opened(desk, draft)
        report = draft_review.finish(desk, opened.key, opened.version, leave_open=leave_open)
    tell_import(report, as_json=as_json)


@command.command("suggest")
@click.argument("draft")
@click.option("--server", "address", required=True, help="A language model's server, such as http://127.0.0.1:8080/v1.")
@click.option("--model", required=True, help="The model to ask there.")
@click.option("--seconds", default=60.0, show_default=True, help="How long one passage may take.")
@click.option("--send", is_flag=True, help="Yes, this text may go to that other computer.")
@register_options
def suggest(draft: str, address: str, model: str, seconds: float, send: bool, where: Settings, as_json: bool) -> None:
    """Ask a language model that you name about a draft's document. Its suggestions are marked, and yours to decide.

    Only words that stand in the document are kept. Testimony never goes to another computer; what goes is noted.
    """
    from tereze.actions import model_drafting  # few will ever need it
    from tereze.intake.model_client.server import server

    with open_desk(where) as desk:
        asked = server(address, model, seconds)
        opened = _opened(desk, draft)
        made = model_drafting.suggest(desk, opened.key, asked, opened.version, confirmed=send)
        for remark in made.review.remarks[len(opened.review.remarks) :]:
            click.echo(remark, err=True)
        _tell(made, as_json=as_json)


@command.command("learn")
@click.argument("language", type=click.Choice(["en", "kk"]))
@register_options
def learn(language: str, where: Settings, as_json: bool) -> None:
    """Teach the finder of names from what was decided. It stays in this register, and is used from now on."""
    from tereze.actions import corrections

    with open_desk(where) as desk:
        taught = corrections.retrain(desk, language)
    if as_json:
        show_json({"tereze": "taught/1", "decided": taught.decided, "before": taught.before, "after": taught.after})
    elif taught.decided:
        click.echo(
            f"Of {taught.decided} names in reviewed sentences {taught.before} were found before, {taught.after} now."
        )
    else:
        click.echo("Nothing was decided in this language yet.", err=True)


@command.command("drop")
@click.argument("draft")
@click.option("--yes", is_flag=True, help="Do not ask.")
@register_options
def drop(draft: str, yes: bool, where: Settings, as_json: bool) -> None:
    """Throw a draft away for good, with all that was decided in it."""
    with open_desk(where) as desk:
        key = _key(desk, draft)
        if not yes:
            click.confirm(f"Throw “{key}” away? It cannot be brought back", abort=True, err=True)
        drafts.drop(desk, key)
        if as_json:
            show_json({"tereze": "draft/1", "dropped": key})


def tell_import(report: ImportReport, *, as_json: bool) -> None:
    """What an import did, and the exit code that fits."""
    if as_json:
        show_json(report.document())
    else:
        for refusal in report.refused:
            click.echo(f"line {refusal['line']}: {refusal['key']}: {refusal['error']}", err=True)
            click.echo(f"    {refusal['hint']}", err=True)
        for warning in report.warnings:
            click.echo(f"{warning['key']}: note: {warning['warning']}", err=True)
        click.echo(f"{len(report.accepted)} accepted, {len(report.refused)} refused, {len(report.warnings)} notes.")
        if report.refused:
            click.echo("The draft is kept: change what was refused, and finish again.", err=True)
    if report.exit_code:
        sys.exit(report.exit_code)


def _opened(desk: Desk, draft: str) -> Opened:
    return draft_review.load(desk, _key(desk, draft))


def _key(desk: Desk, draft: str) -> str:
    """The draft that is called so, or whose name begins so. Raises `NoDraft`, `Ambiguous`."""
    keys = [head.key for head in drafts.list(desk)]
    if draft in keys:
        return draft
    found = [key for key in keys if key.startswith(draft) or key.partition("/")[2].startswith(draft)]
    if not found:
        raise NoDraft(draft)
    if len(found) > 1:
        raise Ambiguous(draft, tuple((key, "") for key in found))
    return found[0]


def _tell(opened: Opened, *, as_json: bool) -> None:
    if as_json:
        items = [
            {
                "item": item.key, "section": item.section, "state": item.state, "made_by": item.made_by,
                "chars": [item.begin, item.end], "data": item.data, "suggested": item.suggested,
                "sure": item.sure, "doubtful": item.is_doubtful, "page": item.page, "box": item.box,
            }
            for item in opened.review.items
        ]  # fmt: skip
        show_json({"tereze": "draft/1", "draft": opened.key, "version": opened.version, "items": items})
        return
    for item in opened.review.items:
        words = " ".join(opened.review.text[item.begin : item.end].split())
        if item.section == "mentions":
            said = review_draw.label(item)
        else:
            said = " ".join(_plain(item.data.get(name, "")) for name in ("property", "value", "kind", "stance")).strip()
        sure = f"  {review_draw.sureness(item)}" if item.sure is not None else ""
        click.echo(clean(f"{item.state:9}{item.key:6}{said[:60]:60}  “{words[:80]}”{sure}"))
    click.echo(f"{opened.key}: {len(opened.review.waiting)} to decide.", err=True)


def _plain(value: object) -> str:
    """A value in one line; of a relative the relation and the key of the one who stands in it."""
    if isinstance(value, dict) and "mention" in value:
        return f"{value.get('relation', '')} {value['mention']}".strip()
    return str(value)
