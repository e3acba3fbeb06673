"""Who does what an English verb tells."""

from __future__ import annotations

import pytest
from spoken import cast, english

from tereze.intake.extract import quotes
from tereze.intake.extract.subjects import Subjects


def _subject(text: str, verb: str, earlier: str = "") -> str:
    subjects = Subjects(text, english(), cast(text), quotes.find(text))
    found = subjects.of(text.index(verb), 0, text.index(earlier) if earlier else -1)
    return found.text if found is not None else ""


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Saltanat Ermek, a cook from Emin, said no.", "said", "Saltanat Ermek"),
        ("Saltanat Ermek, whose brother Murat Zhaken was taken, told him.", "told", "Saltanat Ermek"),
        ("A woman who says she was held in a camp told them.", "told", "A woman"),
        ("In a statement on Monday, the ministry said no.", "said", "the ministry"),
        ("Relatives of people held in Emin said no.", "said", "Relatives"),
        ("He knew that officials had said no.", "said", "officials"),
        ("The opposition lawmaker Roza Kenzhe, however, said no.", "said", "Roza Kenzhe"),
        ("Foreign ministry spokesman Bai Jun later said no.", "said", "Bai Jun"),
        ("A man who crossed last spring may stay, a court ruled.", "ruled", "a court"),
        ("It is three lines long, his wife, Saltanat Ermek, said.", "said", "his wife"),
        ("EMIN, March 5 (Example Wire) - Officials said no.", "said", "Officials"),
        ("Many of them, now abroad, said no.", "said", "Many of them"),
        ("Saltanat Ermek's lawyer said no.", "said", "Saltanat Ermek's lawyer"),
    ],
)
def test_the_subject_of_a_verb(text: str, verb: str, subject: str) -> None:
    assert _subject(text, verb) == subject


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("They signed a paper promising nothing and was said.", "said"),
        ("Nothing of Murat Zhaken was said.", "said"),
        ("“We saw Murat Zhaken,” said.", "said"),
    ],
)
def test_an_object_or_a_name_in_a_quotation_is_no_subject(text: str, verb: str) -> None:
    assert _subject(text, verb) == ""


def test_two_verbs_share_a_subject() -> None:
    text = "A lawyer in Emin confirmed it but refused to comment."
    assert _subject(text, "refused", "confirmed") == "A lawyer in Emin"


def test_the_one_behind_a_verb() -> None:
    text = "“We left,” said Roza Kenzhe, a nurse."
    subjects = Subjects(text, english(), cast(text), quotes.find(text))
    found = subjects.after(text.index("said") + 4, len(text))
    assert found is not None
    assert found.text == "Roza Kenzhe"


def test_a_plural_without_an_article_and_a_body_without_a_name_of_its_own() -> None:
    for text, subject in (
        ("He knew that embassy staff said no.", "embassy staff"),
        ("They must stop, Quiet Oak Forum said.", "Quiet Oak Forum"),
    ):
        subjects = Subjects(text, english(), cast(text), ())
        found = subjects.of(text.index("said"), 0) or subjects.bare(text.index("said"), 0)
        assert found is not None
        assert found.text == subject


def test_a_long_sentence_is_read_in_no_time() -> None:
    text = "The ministry, " + "who was quickly, slowly, in a long statement on a table of the men, " * 60 + " said no."
    assert _subject(text, "said") == "The ministry"
