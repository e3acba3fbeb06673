"""The worker that listens, with a stand-in for the package: what it asks of it, and what it prints."""

from __future__ import annotations

import json
import sys
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from tereze.intake.reading import speech_worker


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the package was asked for; set `likely` to say how sure it is of the language."""
    found: dict[str, Any] = {"likely": 0.95}

    class WhisperModel:
        def __init__(self, folder: str, **more: Any) -> None:
            found["model"] = {"folder": folder, **more}

        def transcribe(self, file: str, **more: Any) -> Any:
            found["how"] = {"file": file, **more}
            one = SimpleNamespace(
                start=0.0, end=1.5, text=" words", avg_logprob=-0.2, no_speech_prob=0.01, compression_ratio=1.2
            )
            return iter([one]), SimpleNamespace(language="ru", language_probability=found["likely"])

    module = ModuleType("faster_whisper")
    module.WhisperModel = WhisperModel  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "faster_whisper", module)
    return found


def test_the_model_is_local_and_the_settings_are_the_careful_ones(
    asked: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert speech_worker.main(["file", "folder", "ru"]) == 0
    assert asked["model"]["local_files_only"] is True
    assert asked["how"]["language"] == "ru"
    assert asked["how"]["vad_filter"] is True
    assert asked["how"]["condition_on_previous_text"] is False
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first == {"language": "ru", "likely": 0.95}
    assert (second["begin"], second["text"], second["logprob"]) == (0.0, " words", -0.2)


def test_an_unsure_guess_of_the_language_ends_it(asked: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    asked["likely"] = 0.79
    assert speech_worker.main(["file", "folder", "-"]) == speech_worker.UNSURE
    assert len(capsys.readouterr().out.splitlines()) == 1
    assert speech_worker.main(["file", "folder", "ru"]) == 0  # told, not guessed


def test_without_the_package_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "faster_whisper", None)
    assert speech_worker.main(["file", "folder", "-"]) == speech_worker.MISSING
