"""Listening by machine: refused where it would invent, clear where it is not set up."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from tereze.intake.reading import speech

HEARD = """
import json
print(json.dumps({"language": "%s", "likely": 0.9}))
print(json.dumps({"begin": 0, "end": 1, "text": "words", "logprob": -0.1, "silence": 0.0, "repeats": 1.0}))
raise SystemExit(%d)
"""


@pytest.fixture
def worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """A worker that answers as ours does, without a model; it lies in the folder of the model, which is seen inside."""

    def make(language: str, code: int = 0) -> Path:
        (tmp_path / "worker.py").write_text(HEARD % (language, code), "utf-8")
        monkeypatch.setattr(speech, "_WORKER", tmp_path / "worker.py")
        return tmp_path

    return make


def test_a_recording_is_written_down_as_a_draft(worker) -> None:  # type: ignore[no-untyped-def]
    found = speech.listen(b"sound", worker("kk"), "kk-Cyrl")
    assert [one.text for one in found.segments] == ["words"]
    assert all(not one.heard_by for one in found.segments)


@pytest.mark.parametrize("lang", ["ug", "ky", "ug-Arab", "KY"])
def test_languages_no_model_hears_are_refused_before_anything_runs(lang: str, tmp_path: Path) -> None:
    with pytest.raises(speech.NotListened, match="invent"):
        speech.listen(b"sound", tmp_path, lang)


def test_a_guess_of_such_a_language_and_an_unsure_guess_are_refused(worker) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(speech.NotListened, match="invent"):
        speech.listen(b"sound", worker("ug"))
    with pytest.raises(speech.NotListened, match="not clear"):
        speech.listen(b"sound", worker("th", speech.UNSURE))


def test_a_worker_that_fails_is_a_reason_not_a_crash(worker) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(speech.NotListened, match="damaged"):
        speech.listen(b"sound", worker("kk", 1), "kk")


def test_what_is_not_set_up_is_named(tmp_path: Path) -> None:
    with pytest.raises(speech.NoListener, match="no such folder"):
        speech.listen(b"sound", tmp_path / "nowhere", "kk")
    if importlib.util.find_spec("faster_whisper") is None:
        with pytest.raises(speech.NoListener, match="faster-whisper"):
            speech.listen(b"sound", tmp_path, "kk")
