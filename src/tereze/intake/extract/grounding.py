"""Every draft holds the very text: words that do not stand at their place, character for character, are refused."""

from __future__ import annotations

from tereze.model.errors import BadInput


class NotVerbatim(BadInput):
    """A draft whose words are not those of its source."""

    message = "A draft quotes words that do not stand at characters {0} to {1} of the text."
    hint = "Nothing was written. Read the document again; if this comes back, report it with the kind of file."


def ground(text: str, begin: int, end: int, words: str) -> tuple[int, int]:
    """The place, if the words stand there exactly. Raises `NotVerbatim`: no folding, no nearly, no trimming."""
    if not (0 <= begin < end <= len(text)) or text[begin:end] != words:
        raise NotVerbatim(begin, end)
    return begin, end


def find(text: str, words: str) -> tuple[int, int] | None:
    """Where words someone else brings (a model, a person) stand, if they stand in the text exactly once."""
    begin = text.find(words) if words else -1
    if begin < 0 or text.find(words, begin + 1) >= 0:
        return None
    return begin, begin + len(words)
