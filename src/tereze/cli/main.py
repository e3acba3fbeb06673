"""`tereze`: one command for each verb. Exit codes: docs/reference.md."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path
from typing import Any

import click

COMMANDS = {
    "init": "Make a new register.",
    "import": "Take in source sheets, lists, judgements and changes.",
    "code": "Add what was read out of a source to the source that was received before.",
    "read": "Read a document into a draft sheet for you to review.",
    "drafts": "Review what was read from documents, and import what you take.",
    "evidence": "Keep files as received, sealed, with their history.",
    "stamp": "Trusted time for evidence: what waits, asking for it, checking it.",
    "list": "List persons, sources, positions, claims, incidents and more.",
    "sources": "The head of a source: see it, put it right with a reason.",
    "show": "Show one person with every fact, source and witness count.",
    "search": "Find people by name, in any script.",
    "lookup": "Ask whether a person is in the register already, from what a teller knows.",
    "judge": "Say that two mentions are the same person, different, or that you are unsure.",
    "review": "Answer at the keyboard what waits: pairs, merges for a second reviewer, contradictions.",
    "link": "Look for mentions that may be one person.",
    "change": "Correct, revise, retract, refute, withdraw consent or erase.",
    "positions": "What each actor said over time, where it turned, what it contradicts.",
    "claims": "Hold every claim with a number against the register.",
    "watch": "How open the window is: flows, delays, nowcast, incidents, silence.",
    "status": "What the register holds and what waits for you.",
    "custodian": "Who can open sealed witnesses: add, list, retire, open, seal to a successor.",
    "audit": "Who looked at what, who changed what, and when.",
    "rebuild": "Derive every table again from the ledger.",
    "verify": "Check that nothing was altered, dropped or damaged.",
    "publish": "Build a signed release from what consents allow.",
    "release": "Propose a release, and approve what somebody else proposed.",
    "serve": "Show a release at a loopback address.",
    "office": "Open the office in a browser on this machine.",
    "export": "Write an encrypted replica, or the person views.",
    "merge": "Take in a replica from another installation.",
    "keys": "Shares of the root key for partners, copies and letters of keys.",
    "recover": "Restore the register from shares, a copy of the keys and a replica.",
    "install": "Found a partner's own installation of this register.",
    "demo": "Make, fill, publish and show a fictional register.",
}


class Lazy(click.Group):
    """Imports a command's file only when that command is called, so that each starts fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"tereze.cli.{cmd_name}_cmd")
        command: click.Command = module.command
        return command

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """See `invoke`: help is written while the command line is still being read."""
        try:
            return super().make_context(*args, **kwargs)
        except BrokenPipeError:
            from .common import pipe_closed

            pipe_closed()

    def invoke(self, ctx: click.Context) -> object:
        """A reader that went away is no error of ours, and click's own answer would hide that it was none."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            from .common import pipe_closed

            pipe_closed()

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]}, no_args_is_help=True)
@click.option("--register", type=click.Path(path_type=Path), help="The register's folder [TEREZE_REGISTER].")
@click.option("--keys", type=click.Path(path_type=Path), help="The folder of its keys [TEREZE_KEYS].")
@click.version_option(package_name="tereze")
def cli(register: Path | None, keys: Path | None) -> None:
    """Tereze keeps one register of missing and detained people, in which every fact leads back to its witness.

    Settings from the environment: TEREZE_REGISTER, TEREZE_KEYS, TEREZE_DATABASE, TEREZE_PASSPHRASE,
    TEREZE_PASSPHRASE_FILE, TEREZE_ACTOR, TEREZE_ROLES, TEREZE_LANGUAGE.
    """


def main() -> None:
    """The entry point: people get sentences, not tracebacks, when they interrupt or close a pipe."""
    try:
        cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("\nStopped. What was accepted is kept.", err=True)
        sys.exit(10)
    except KeyboardInterrupt:
        click.echo("\nStopped. What was accepted is kept.", err=True)
        sys.exit(10)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except BrokenPipeError:  # stderr itself
        sys.exit(141)
    finally:
        _let_go()


def _let_go() -> None:
    """Drop what a full disk did not take: Python's own last attempt would replace the exit code that was said."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
