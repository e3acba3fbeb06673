"""Listening by machine: faster-whisper where the user installed it, with a model folder the user supplied.

Runs in the sandbox, without a network. The language is given by the user, or guessed and refused where the guess is
unsure. Uyghur and Kyrgyz are refused: the models do not know them and write fluent inventions in their place.
"""

from __future__ import annotations

import json
from pathlib import Path

from tereze.intake.reading import sandbox
from tereze.intake.reading.speech_worker import MISSING, UNSURE
from tereze.intake.reading.transcript import Transcript, of_machine
from tereze.model.errors import BadInput, MachineFailed

REFUSED = frozenset({"ug", "ky"})
_WORKER = Path(__file__).with_name("speech_worker.py")
_LIMITS = sandbox.Limits(memory=8 * 1024**3, seconds=4 * 3600, wall=4 * 3600, output=64 * 1024 * 1024)


class NoListener(MachineFailed):
    """The package that listens is not installed, or there is no model in the folder."""

    message = "Listening by machine is not set up here: {0}."
    hint = "Write down what is said as SRT or VTT, or see docs/guide/evidence.md for what listening needs."


class NotListened(BadInput):
    """A recording that a machine must not or cannot write down."""

    message = "It was not written down: {0}."
    hint = "Say the language with --language if you know it; else let somebody who speaks it write it down (SRT, VTT)."


def listen(data: bytes, model: Path, lang: str = "") -> Transcript:
    """The transcript of a recording, unconfirmed. Raises `NoListener`, `NotListened`."""
    code = lang.partition("-")[0].lower()
    if code in REFUSED:
        raise NotListened("no model hears this language; it would invent words")
    if not model.is_dir():
        raise NoListener("there is no such folder with a model")
    command = sandbox.python(_WORKER, sandbox.INPUT, str(model.resolve()), code or "-")
    try:
        ran = sandbox.run(command, data, _LIMITS, (model.resolve(),))
    except sandbox.Killed as error:
        raise NotListened(error) from None
    if ran.code == MISSING:
        raise NoListener("the package faster-whisper is not installed")
    lines = [json.loads(line) for line in ran.out.splitlines()]
    if ran.code == UNSURE:
        raise NotListened(f"its language is not clear (perhaps {lines[0]['language']}, {lines[0]['likely']:.0%})")
    if ran.code != 0 or not lines:
        raise NotListened("it is damaged, of a kind that is not heard, or the model cannot be loaded")
    found = of_machine(lines)
    if found.language in REFUSED:
        raise NotListened("no model hears this language; it would invent words")
    return found
