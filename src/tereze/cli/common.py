"""What every command shares: the options that find a register, opening it, and printing for people or for programs."""

from __future__ import annotations

import functools
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NoReturn

import click

from tereze import settings, wiring
from tereze.actions.desk import Desk
from tereze.model.errors import Ambiguous, BadInput, TerezeError, WrongUse

PIPE_CLOSED = 141
"""What a shell says of a program whose reader went away (128 and the number of SIGPIPE)."""


class FileThere(WrongUse):
    """A file that would be replaced."""

    message = "“{0}” is there already."
    hint = "Name another file, or say --replace if nobody needs the old one."


class NoText(BadInput):
    """A file that should hold words, and holds something else."""

    message = "“{0}” is no text."
    hint = "Is it the right file? It must be plain text, saved as UTF-8."


def register_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --register, --keys and --json to a command; they arrive as one `where` argument and `as_json`."""

    @click.option("--register", type=click.Path(path_type=Path), help="The register's folder [TEREZE_REGISTER].")
    @click.option("--keys", type=click.Path(path_type=Path), help="The folder of its keys [TEREZE_KEYS].")
    @click.option("--json", "as_json", is_flag=True, help="Print for programs: one JSON document.")
    @functools.wraps(command)
    def wrapped(*args: Any, register: Path | None, keys: Path | None, as_json: bool, **kwargs: Any) -> Any:
        parent = click.get_current_context().find_root().params
        with guarded(as_json=as_json):
            found = settings.read(os.environ, register or parent.get("register"), keys or parent.get("keys"))
            return command(*args, where=found, as_json=as_json, **kwargs)

    return wrapped


@contextmanager
def guarded(*, as_json: bool) -> Iterator[None]:
    """Whatever Tereze can explain ends here, as a sentence and an exit code."""
    try:
        yield
    except TerezeError as error:
        fail(error, as_json=as_json)
    except BrokenPipeError:
        pipe_closed()
    except OSError as error:
        fail(wiring.machine_error(error), as_json=as_json)


def fail(error: TerezeError, *, as_json: bool) -> NoReturn:
    """Say what went wrong and what may help, and leave with the error's exit code."""
    candidates = error.candidates if isinstance(error, Ambiguous) else ()
    if as_json:
        document: dict[str, Any] = {"tereze": "error/1", "error": error.text, "hint": error.advice}
        if candidates:
            document["candidates"] = [{"person": reference, "name": label} for reference, label in candidates]
        with suppress(OSError):  # a full disk or a closed pipe may be the very thing that is to be told
            show_json(document | {"exit_code": error.exit_code})
    click.echo(f"tereze: {error.text}", err=True)
    for reference, label in candidates:
        click.echo(f"  {reference}  {label}", err=True)
    if error.advice:
        click.echo(f"  {error.advice}", err=True)
    sys.exit(error.exit_code)


def pipe_closed() -> NoReturn:
    """Whoever read our output has read enough (`| head`): leave quietly."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(PIPE_CLOSED)


def to_write(file: Path, *, replace: bool) -> None:
    """Make sure that a file may be written: what is there already is kept. Raises `FileThere`, `WrongUse`."""
    if file.exists() and not file.is_file():  # a folder, or a device: writing there would replace it
        raise WrongUse(f"“{file}” is there already and is no file.", hint="Name a file.")
    if file.exists() and not replace:
        raise FileThere(file)


replace_option = click.option("--replace", is_flag=True, help="Replace a file that is there already.")


def text_of(file: Path) -> str:
    """The text in a small file that a person named. Raises `NoText`, MachineFailed."""
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise NoText(file.name) from error


def counted(count: int, one: str) -> str:
    """A number and what is counted: “1 claim”, “2,000 claims”."""
    return f"{count:,} {one}{'s' * (count != 1)}"


def show_json(document: Any) -> None:
    """Print one JSON document, readable, in every script as it is."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


@contextmanager
def open_desk(where: settings.Settings) -> Iterator[Desk]:
    """The desk at the register that `where` names; a demo says loudly that it is one."""
    with wiring.open_desk(where, ask=_ask) as opened:
        if opened.is_demo:
            click.echo("DEMO REGISTER: its passphrase is public. Never put real people into it.", err=True)
        yield opened.desk
        if waiting := opened.desk.looks.unwritten:
            click.echo(f"WARNING: {len(waiting)} note(s) of what you looked at could not be written.", err=True)


def passphrase_of(where: settings.Settings) -> str:
    """The passphrase the settings give, or a person types."""
    return where.passphrase if where.passphrase is not None else _ask()


def _ask() -> str:
    if not sys.stdin.isatty():
        raise wiring.NoPassphrase
    return str(click.prompt("Passphrase", hide_input=True, err=True))


@contextmanager
def progress(label: str) -> Iterator[Callable[[str], None]]:
    """A line that counts what was done, on a terminal; silent elsewhere, so that output stays clean for programs."""
    if not sys.stderr.isatty():
        yield lambda _done: None
        return
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.completed}"), TimeElapsedColumn())
    with Progress(*columns, transient=True, console=_stderr_console()) as bar:
        task = bar.add_task(label, total=None)
        yield lambda _done: bar.advance(task)


def _stderr_console() -> Any:
    from rich.console import Console

    return Console(stderr=True)
