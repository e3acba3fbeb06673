"""`tereze stamp`: what is not yet stamped, asking for it, and checking what is kept."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from tereze.model.errors import MachineFailed, WrongUse, why
from tereze.settings import Settings

from .common import open_desk, register_options, show_json
from .plain import clean


class NoServices(WrongUse):
    """Nobody was named who could stamp."""

    message = "Nobody is named who could stamp."
    hint = "Set TEREZE_STAMP_AUTHORITIES (two addresses) or TEREZE_STAMP_CALENDARS; see docs/guide/evidence.md."


class NoProofFile(MachineFailed):
    """The file of a proof that cannot be read."""

    message = "The proof “{0}” cannot be read ({1})."
    hint = (
        "First the id of the evidence (`tereze evidence list SOURCE`), then the file: --proof EVIDENCE letter.pdf.tsr."
    )


class BadHeader(WrongUse):
    """A block header that is none."""

    message = "“{0}” is no block header."
    hint = "Give it as HEIGHT=HEX, with the 160 hex digits of the header."


@click.command("stamp")
@click.argument("source", required=False, default="")
@click.option("--send", is_flag=True, help="Ask the services you named, now. Without this nothing leaves the machine.")
@click.option("--check", "checking", is_flag=True, help="Check every stamp that is kept. Asks nobody.")
@click.option("--header", "headers", multiple=True, help="A Bitcoin block header you vouch for, as HEIGHT=HEX.")
@click.option("--proof", nargs=2, default=None, help="EVIDENCE FILE: keep a proof (.tsr, .ots) that came with a file.")
@register_options
def command(
    source: str,
    send: bool,
    checking: bool,
    headers: tuple[str, ...],
    proof: tuple[str, str] | None,
    where: Settings,
    as_json: bool,
) -> None:
    """Say which evidence is not yet stamped (of SOURCE, or all); with --send ask for the stamps.

    A salted claim is stamped, not the file: no service learns which files are here.
    """
    from tereze.actions import stamping

    services = stamping.Services(
        where.stamp_authorities,
        tuple(one.rstrip("/") for one in where.stamp_calendars),
        where.stamp_roots,
        dict(map(_header, headers)),
    )
    code = 0  # a service that does not answer is a failure of the machine, not of what was asked
    with open_desk(where) as desk:
        if proof is not None:
            kept = _bring(desk, proof)
            items: list[dict[str, Any]] = [{"id": kept.id, "name": kept.name}]
        elif checking:
            items = [_proof(one) for one in stamping.check(desk, services, source)]
        elif send:
            if _nobody(services):
                raise NoServices
            from tereze.intake.proofs.asking import ask

            done = list(stamping.send(desk, services, ask, source))
            items = [_done(one) for one in done]
            code = next((one.error.exit_code for one in done if one.error is not None), 0)
        else:
            items = [_waiting(one) for one in stamping.waiting(desk, services, source)]
            if _nobody(services) and not as_json:  # no number: without a service nothing counts as waiting
                click.echo(f"{NoServices.message} {NoServices.hint}", err=True)
                return
    _show(items, as_json=as_json)
    if code or any(item.get("problems") for item in items):
        sys.exit(code or 1)


def _nobody(services: Any) -> bool:
    return not services.authorities and not services.calendars


def _bring(desk: Any, proof: tuple[str, str]) -> Any:
    from tereze.actions import stamping
    from tereze.intake.reading.derived import safe_name

    path = Path(proof[1])
    try:
        with path.open("rb") as stream:
            return stamping.bring(desk, proof[0], stream, path.name)
    except (OSError, ValueError) as error:  # no such file, a folder, a name with a NUL
        raise NoProofFile(safe_name(path.name), why(error)) from None


def _header(written: str) -> tuple[int, bytes]:
    height, _, raw = written.partition("=")
    try:
        header = bytes.fromhex(raw)
        if len(header) != 80:
            raise BadHeader(written[:40])
        return int(height), header
    except ValueError:
        raise BadHeader(written[:40]) from None


def _waiting(one: Any) -> dict[str, Any]:
    what = "not yet complete" if one.how == "upgrade" else "not yet stamped"
    return {
        "evidence": one.evidence.id,
        "file": one.evidence.name,
        "service": one.service,
        "how": one.how,
        "state": what,
    }


def _done(one: Any) -> dict[str, Any]:
    state = "failed" if one.error else "stamped" if one.proof else "not yet complete"
    found = _waiting(one.waiting) | {"state": state}
    if one.error is not None:
        return found | {"error": one.error.text}
    return found | ({"proof": one.proof.id} if one.proof else {})


def _proof(one: Any) -> dict[str, Any]:
    checked = one.checked
    state = "holds" if checked.good else "does not hold" if checked.problems else "not decided"
    return {
        "evidence": one.evidence.id, "file": one.evidence.name, "proof": one.kept.id, "how": checked.how,
        "state": state, "what": checked.what, "time": checked.time, "by": checked.by, "with": list(checked.with_),
        "problems": list(checked.problems), "notes": list(checked.notes),
    }  # fmt: skip


def _show(items: list[dict[str, Any]], *, as_json: bool) -> None:
    if as_json:
        show_json({"tereze": "list/1", "kind": "stamps", "items": items})
        return
    for item in items:
        words = [item.get(key, "") for key in ("evidence", "file", "state", "how", "time", "by", "service", "error")]
        more = (*item.get("with", ()), *item.get("problems", ()), *item.get("notes", ()))
        click.echo(clean("  ".join(filter(None, map(str, (*words, *more))))))
    click.echo(f"{len(items)} in all.", err=True)
