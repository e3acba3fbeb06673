"""How likely two spellings stand for one name: a stochastic edit model learnt from the register itself.

Ristad & Yianilos (1998): a memoryless transducer emits pairs of letters, a letter against nothing, or an end. Its
probabilities, one set per pair of channels (a Chinese transcription against a Latin spelling changes other letters
than two Latin spellings do), are learnt by EM from spellings of confident links. The likeness of two spellings is the
log-ratio of the joint model against two independent writers, in bits.
"""

# ruff: noqa: PLR0917  # arrays that belong together travel together
from __future__ import annotations

from typing import Any

ALPHABET = 29  # 0 is “nothing”; 1–26 letters, 27 digits, 28 everything else
ROUNDS = 6
_SAME, _OTHER, _GAP = 0.85, 0.004, 0.006


def letters_of(spellings: Any) -> Any:
    """uint8 [V, 24]: letters as 1–28."""
    import numpy as np

    table = np.full(256, 28, np.uint8)
    table[ord("a") : ord("z") + 1] = np.arange(1, 27)
    table[ord("A") : ord("Z") + 1] = np.arange(1, 27)
    table[ord("0") : ord("9") + 1] = 27
    return table[spellings]


def starting_model(channels: int) -> Any:
    """float64 [G, G, A, A] joint probabilities, [.., 0, 0] the end, before anything is learnt."""
    import numpy as np

    one = np.full((ALPHABET, ALPHABET), _OTHER)
    one[np.arange(ALPHABET), np.arange(ALPHABET)] = _SAME
    one[0, :] = one[:, 0] = _GAP
    one[0, 0] = 1.0
    return np.tile(one / one.sum(), (channels, channels, 1, 1))


def learn_edits(letters: Any, lengths: Any, one: Any, other: Any, pair: Any, weight: Any, channels: int) -> Any:
    """float32 [G, G, A, A] of log2 ratios joint : independent for each edit, from weighted pairs of spellings.

    `pair` is g * G + h, the channels of `one` and `other`. Ratios of ends are those of a word's length.
    """
    import numpy as np

    from .kernels import expected_edits

    model: Any = starting_model(channels)
    for _ in range(ROUNDS):
        counts: Any = np.zeros((channels * channels, ALPHABET, ALPHABET))
        expected_edits(letters, lengths, one, other, pair, weight, model.reshape(-1, ALPHABET, ALPHABET), counts)
        counts = counts.reshape(channels, channels, ALPHABET, ALPHABET)
        counts = counts + counts.transpose(1, 0, 3, 2)
        overall = counts.sum((0, 1))
        overall = overall / max(overall.sum(), 1e-9) + starting_model(1)[0, 0] * 0.02
        pulled = counts + 300.0 * overall / overall.sum()
        model = pulled / pulled.sum((2, 3), keepdims=True)
    return _ratios(model)


def _ratios(model: Any) -> Any:
    """log2 of each edit against the same letters written independently."""
    import numpy as np

    rows, columns = model.sum(3), model.sum(2)
    rows[..., 0], columns[..., 0] = 1.0, 1.0
    rows[..., 1:] /= rows[..., 1:].sum(-1, keepdims=True) + model[..., 0:1, 0]
    columns[..., 1:] /= columns[..., 1:].sum(-1, keepdims=True) + model[..., 0, 0:1]
    return np.log2(model / (rows[..., :, None] * columns[..., None, :])).astype(np.float32)
