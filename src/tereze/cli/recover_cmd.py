"""`tereze recover`: the whole register back, from partners' shares, a copy of the keys and a replica."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tereze import settings, wiring
from tereze.store import carried
from tereze.store import shares as shares_of

from .common import register_options, show_json, text_of
from .init_cmd import new_passphrase


@click.command("recover")
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--copy", "copy", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="A copy of the keys (`tereze keys copy`), the newest there is.")  # fmt: skip
@click.option("--replica", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="A replica (.trzb), the newest there is.")  # fmt: skip
@click.option("--identity", "identities", multiple=True,
              type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="A file with an age secret key, if the replica is sealed.")  # fmt: skip
@click.option("--share", "shares", multiple=True, type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="A file with one share; without any you are asked for the words.")  # fmt: skip
@register_options
def command(
    folder: Path | None, copy: Path, replica: Path, identities: tuple[Path, ...], shares: tuple[Path, ...],
    where: settings.Settings, as_json: bool,
) -> None:  # fmt: skip
    """Restore the register into FOLDER (default: ./register), with a new passphrase and a new log that goes on from
    the old one. Nothing that exists is touched; an interrupted attempt can be started again.
    """
    if folder is not None:
        where = settings.at(where, folder)
    words = [text_of(path) for path in shares] or _typed(carried.copy_head(copy))
    passphrase = new_passphrase(where)
    source = wiring.source(replica, [text_of(path) for path in identities])
    done = wiring.recover(where, passphrase, words, copy, source)
    if as_json:
        show_json({"tereze": "recover/1", "register": str(where.register), "keys": str(where.keys)} | done._asdict())
        return
    click.echo(f"Register: {where.register}\nKeys:     {where.keys}\nOrigin:   {done.origin} (a new log)")
    click.echo(f"{done.entries:,} entries and {done.keys:,} keys restored. Now: `tereze verify`, then `tereze status`.")
    click.echo("Print new shares (`tereze keys split`): the old papers open only old copies of the keys.")


def _typed(head: carried.CopyHead) -> list[str]:
    if not sys.stdin.isatty():
        raise wiring.NoPassphrase(hint="Run this in a terminal, or give --share FILE for each share.")
    click.echo(f"This copy is of {head.made}, for the shares of register {head.fingerprint}.", err=True)
    count = int(click.prompt("How many shares do you have", type=click.IntRange(2, 16), err=True))
    words: list[str] = []
    while len(words) < count:
        given = str(click.prompt(f"Words of share {len(words) + 1}", err=True))
        try:
            shares_of.look_at([*words, given])
        except (shares_of.BadShare, shares_of.OtherSet, shares_of.SameShare) as error:
            click.echo(f"{error.text}\n  {error.advice}", err=True)  # before the next paper is taken in hand
        else:
            words.append(given)
    return words
