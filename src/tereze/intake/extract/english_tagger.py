"""What marks the names in English sentences: the encoder, else the perceptron; over either, what reviewers taught.

Lessons change the perceptron's weights (`lessons`). Where the encoder reads, they correct it: wherever the taught
perceptron says otherwise than the shipped one, and at words of names that the encoder once had wrong (rows `trust=…`
of the taught weights), the taught perceptron is believed.
"""

from __future__ import annotations

from collections.abc import Sequence

from tereze.intake.extract import encoder, english_words, tagger

TRUST = "trust="


def tag(sentences: Sequence[Sequence[str]]) -> list[list[tagger.Tagged]]:
    """The names in the sentences of a document; indices are within the sentence."""
    return [tagger.spans(found) for found in labels(sentences)]


def labels(sentences: Sequence[Sequence[str]]) -> list[list[str]]:
    """A label for each word of each sentence."""
    taught, shipped = tagger.weights("en"), tagger.shipped("en")
    if not encoder.is_installed():
        return [tagger.labels(words, taught, english_words.more) for words in sentences]
    found = encoder.labels(sentences)
    if taught is not shipped:
        found = [_corrected(words, one, taught) for words, one in zip(sentences, found, strict=True)]
    return found


def _corrected(words: Sequence[str], seen: list[str], taught: tagger.Weights) -> list[str]:
    """The encoder's labels with the lessons on top."""
    before = tagger.labels(words, tagger.shipped("en"), english_words.more)
    after = tagger.labels(words, taught, english_words.more)
    trusted = {at for at, word in enumerate(words) if TRUST + word.lower() in taught}
    changed = {at for at in range(len(words)) if before[at] != after[at]} | trusted
    if not changed:
        return seen
    # whole names: of a name that lessons speak about, no part is left to the encoder
    spans = [*tagger.spans(seen), *tagger.spans(after)]
    for name in [one for one in spans if changed & set(range(one.first, one.last))]:
        changed |= set(range(name.first, name.last))
    return whole([after[at] if at in changed else seen[at] for at in range(len(words))])


def whole(labels: Sequence[str]) -> list[str]:
    """Without the rest of a name whose beginning was decided to be something else."""
    kept, found = "O", []
    for label in labels:
        kept = "O" if label.startswith("I-") and kept[2:] != label[2:] else label
        found.append(kept)
    return found
