"""The register's own names in a document: what helps most where a language shows names by nothing (Uyghur, Kyrgyz).

Every two or three words beside one another are looked for among the register's names by their sound, in any script.
Only a near likeness counts, and what is found is a suggestion like every other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tereze import names
from tereze.intake.extract import tokens
from tereze.intake.extract.tokens import Token
from tereze.model.mentions import Mention

from . import auditing
from .desk import MAY, Desk

HELPED = frozenset({"ug", "ky", "kk"})
"""Languages whose names the rules find only in part."""
_NEAR = 0.93
_MOST = 4000  # pairs of words looked up in one document; a long one is helped at its beginning
_CANDIDATES = 40
Finder = Callable[[str, str], tuple[tuple[int, int], ...]]


def finder(desk: Desk) -> Finder:
    """Given a text and its language, where names stand that the register knows; nothing for other languages, and
    nothing for those who may not search: which names are marked tells who is here."""
    if not desk.actor.has(*MAY["search"]):
        return lambda _text, _lang: ()
    desk.must("search")
    auditing.looked(desk, "look.names")  # which names are marked tells who is known here

    def find(text: str, lang: str) -> tuple[tuple[int, int], ...]:
        return tuple(_found(desk, text)) if lang in HELPED else ()

    return find


def _found(desk: Desk, text: str) -> Iterator[tuple[int, int]]:
    looked: dict[str, bool] = {}
    end = 0
    for first, last in _stretches(text):
        if first.begin >= end and len(looked) < _MOST:
            asked = text[first.begin : last.end]
            if asked not in looked:
                looked[asked] = _is_known(desk, asked)
            if looked[asked]:
                end = last.end
                yield first.begin, last.end


def _stretches(text: str) -> Iterator[tuple[Token, Token]]:
    """Three words, then two, beside one another, from each place on; not across marks or lines."""
    for begin, end in tokens.sentences(text):
        words = tokens.tokens(text, begin, end)
        for at in range(len(words)):
            for size in (3, 2):
                run = words[at : at + size]
                near = all(two.begin - one.end == 1 for one, two in zip(run, run[1:], strict=False))  # noqa: RUF007
                if len(run) == size and near and all(one.text[0].isalpha() and len(one.text) > 2 for one in run):
                    yield run[0], run[-1]


def _is_known(desk: Desk, asked: str) -> bool:
    """Whether a person of the register is called so."""
    keys = names.query_keys(asked)
    near = [mention for mention, shared in desk.register.index.search(keys, _CANDIDATES) if shared > 1]
    prepared = names.prepare(asked)
    return any(
        names.similarity(prepared, name.text) >= _NEAR
        for mention in desk.register.index.mentions(near).values()
        if isinstance(mention, Mention) and mention.sort == "person"
        for name in mention.names
        if len(name.text.split()) > 1
    )
