"""The vocabularies on the screen: all of them, read-only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tereze.model.vocabulary import facets, words


def test_every_word_is_there_with_where_to_edit_it(signed: Callable[..., Any]) -> None:
    text = signed("custodian").get("/administration/words/").content.decode()
    for word in (*facets(), *words("incident_kind"), *words("purpose")):
        assert f">{word}</code>" in text
    assert "resources/vocabulary.yaml" in text
    assert "[&#39;" not in text
    assert "custody_incompatible" not in text
    assert text.count('<form method="post"') == 3  # language, sign out, lock: nothing here changes anything
