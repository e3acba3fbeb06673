"""Write down what a recording says: `speech_worker.py FILE MODEL LANGUAGE`. Run by `speech.py` in the sandbox.

MODEL is a folder that the user supplied; nothing is fetched. LANGUAGE may be "-": then the language is guessed, and the
guess is told with how likely it is. Prints one JSON line about the language and one for each segment. Exit code 3: the
package is not installed; 4: the guess is too unsure to go on (the JSON line is still printed).
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from typing import Any

MISSING, UNSURE = 3, 4
LEAST_SURE = 0.8


def main(arguments: list[str]) -> int:
    """Listen; the exit code."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    try:
        library = importlib.import_module("faster_whisper")
    except ImportError:
        return MISSING
    file, folder, language = arguments
    model = library.WhisperModel(folder, device="cpu", compute_type="int8", cpu_threads=2, local_files_only=True)
    segments, about = model.transcribe(
        file, language=None if language == "-" else language, vad_filter=True, condition_on_previous_text=False,
        word_timestamps=True,
    )  # fmt: skip
    _say({"language": about.language, "likely": round(float(about.language_probability), 4)})
    if language == "-" and about.language_probability < LEAST_SURE:
        return UNSURE
    for one in segments:
        _say(_segment(one))
    return 0


def _segment(one: Any) -> dict[str, Any]:
    return {
        "begin": round(float(one.start), 2), "end": round(float(one.end), 2), "text": one.text,
        "logprob": round(float(one.avg_logprob), 4), "silence": round(float(one.no_speech_prob), 4),
        "repeats": round(float(one.compression_ratio), 3),
    }  # fmt: skip


def _say(line: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
