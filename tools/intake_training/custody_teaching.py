"""How the custody reader's network is taught: a step sees some windows, labels their words and links their tellings."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from typing import Any

import torch
from torch import nn

from tereze.intake.extract import tellings
from tereze.intake.extract.tellings import Named, Telling
from tereze.intake.extract.tokens import Token
from tools.intake_training import custody_texts
from tools.intake_training.custody_network import Reader
from tools.intake_training.custody_texts import Example, Text

PASSES = 14
_PIECES = 1024  # in a step
_RATE, _NEW_RATE, _DECAY = 4e-4, 1e-3, 0.85  # of the topmost layer; of what is new; downwards by layer
_WARM = 0.08
_LABELS = 10.0  # how much the labels count beside the links: most words tell nothing
_SPREAD = 20  # pieces; windows of about the same length go together


def taught(reader: Reader, texts: Sequence[Text], passes: int = PASSES, seed: int = 1) -> Reader:
    """Teach the network in place; the same from the same seed."""
    torch.manual_seed(seed)
    dice = random.Random(seed)  # noqa: S311  # any order will do, the same each time
    plan = [batches(custody_texts.one_pass(texts, seed * 1000 + at), dice) for at in range(passes)]
    mover = torch.optim.AdamW(list(_groups(reader)))
    total = sum(map(len, plan))
    rate = torch.optim.lr_scheduler.LambdaLR(mover, lambda step: _share(step, total))
    reader.train()
    begun = time.monotonic()
    for number, steps in enumerate(plan):
        losses = [_step(reader, batch, mover, rate) for batch in steps]
        spent = time.monotonic() - begun
        print(f"pass {number + 1}/{passes}: {sum(losses) / len(losses):.3f}, {spent:.0f} s", flush=True)
    reader.eval()
    return reader


def _share(step: int, total: int) -> float:
    """Up to the full rate, then down to nothing."""
    warm = _WARM * total
    return min((step + 1) / warm, max(0.0, (total - step) / (total - warm)) + 1e-3)


def _groups(reader: Reader) -> Iterator[dict[str, Any]]:
    """The parameters with their rates: slower the deeper, since what lies deep is known already."""
    count = len(reader.layers)
    for name, value in reader.named_parameters():
        if not value.requires_grad:
            continue
        rate = _NEW_RATE
        if not name.startswith(("head", "kinds", "ask", "answer")):
            depth = count - 1 - int(name.split(".")[1]) if name.startswith("layers") else count
            rate = _RATE * _DECAY**depth
        yield {"params": [value], "lr": rate, "weight_decay": 0.01 if value.dim() > 1 else 0.0}


def batches(found: Sequence[Example], dice: random.Random) -> list[list[Example]]:
    """Examples of like length together, at most so many pieces at once, in an order of chance."""
    ordered = sorted(found, key=lambda one: len(one.window.pieces) + dice.random() * _SPREAD)
    made: list[list[Example]] = []
    for one in ordered:
        if not made or len(one.window.pieces) * (len(made[-1]) + 1) > _PIECES:
            made.append([])
        made[-1].append(one)
    dice.shuffle(made)
    return made


def _step(reader: Reader, batch: Sequence[Example], mover: Any, rate: Any) -> float:
    pieces, marks, kinds, seen, labels = tensors(batch)
    with torch.autocast("cpu", torch.bfloat16):
        scores, asks, answers = reader(pieces, marks, kinds, seen)
    lost = _LABELS * nn.functional.cross_entropy(scores.float().flatten(0, 1), labels.flatten(), ignore_index=-1)
    links = [
        each
        for at, one in enumerate(batch)
        if one.tellings
        for each in _links(one, asks[at].float(), answers[at].float())
    ]
    if links:
        lost = lost + torch.stack(links).mean()
    mover.zero_grad()
    lost.backward()
    nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
    mover.step()
    rate.step()
    return float(lost.detach())


def _links(one: Example, asks: Any, answers: Any) -> Iterator[Any]:
    """What is lost for each telling of a window: all that names the right person is right."""
    heads = one.window.heads
    rows = torch.stack([answers[0], *(answers[heads[first:last]].mean(0) for first, last in one.names)])
    number = {(-1, -1): 0} | {name: at for at, name in enumerate(one.names, 1)}
    for first, last, right in one.tellings:
        ask = asks[heads[first:last]].mean(0)
        likely = (rows @ ask / len(ask) ** 0.5).log_softmax(0)
        yield -torch.logsumexp(likely[[number[name] for name in right]], 0)


def tensors(batch: Sequence[Example]) -> tuple[Any, Any, Any, Any, Any]:
    """Pieces, marks, kinds, what is there, and the labels (-1 where no word begins)."""
    longest = max(len(one.window.pieces) for one in batch)
    pieces, marks, kinds = torch.zeros(3, len(batch), longest, dtype=torch.long)
    seen = torch.zeros(len(batch), longest, dtype=torch.bool)
    labels = torch.full((len(batch), longest), -1)
    for at, (window, words, _, _) in enumerate(batch):
        size = len(window.pieces)
        rows = ((pieces, window.pieces), (marks, window.marks), (kinds, window.kinds))
        for where, values in rows:
            where[at, :size] = torch.tensor(values)
        seen[at, :size] = True
        labels[at, window.heads] = torch.tensor(words)
    return pieces, marks, kinds, seen, labels


def find(reader: Reader, sentences: Sequence[Sequence[Token]], named: Sequence[Named]) -> list[Telling]:
    """What `tellings.find` finds, by a network that has not been written yet."""
    found: list[Telling] = []
    for window in tellings.windows(sentences, named):
        rows = [torch.tensor([row]) for row in (window.pieces, window.marks, window.kinds)]
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            scores, asks, answers = reader(*rows, torch.ones_like(rows[0], dtype=torch.bool))
        scores, asks, answers = (one[0].float().numpy() for one in (scores, asks, answers))
        heads = window.heads
        found += tellings.read(window, sentences, named, (scores[heads], asks[heads], answers[[0, *heads]]))
    return found
