"""Boxes and sureness of OCR in the locators of a draft sheet."""

from __future__ import annotations

from typing import Any

from tereze.intake.reading.derived import Derived, Recognised, derived
from tereze.intake.reading.located import located, place

TEXT = "Arman Fictional left.\nDana stayed."
WORDS = (
    Recognised(0, 5, 96, 1, (10, 20, 50, 12)),
    Recognised(6, 15, 61, 1, (70, 18, 90, 16)),
    Recognised(16, 21, 93, 1, (170, 20, 40, 12)),
    Recognised(22, 26, 88, 2, (10, 20, 40, 12)),
    Recognised(27, 34, 90, 2, (60, 20, 70, 12)),
)


def scan() -> Derived:
    return derived(TEXT, "image/png", words=WORDS)


def test_a_name_has_the_box_of_its_words_and_the_least_sureness() -> None:
    at = place({"chars": [0, 15]}, WORDS, "d1")
    assert at == {"chars": [0, 15], "page": 1, "xywh": [10, 18, 150, 16], "sure": 61, "text_sha256": "d1"}


def test_words_over_two_pages_have_the_box_on_the_first_and_the_least_sureness_of_both() -> None:
    at = place({"chars": [16, 34]}, WORDS, "d1")
    assert (at["page"], at["xywh"], at["sure"]) == (1, [170, 20, 40, 12], 88)


def test_what_ocr_did_not_read_stays_as_it_was() -> None:
    for at in ({"chars": [15, 16]}, {"page": 3}, {}):
        assert place(dict(at), WORDS, "d1") == at


def test_every_locator_of_a_sheet_is_filled_in_and_nothing_else_is_touched() -> None:
    body: dict[str, Any] = {
        "source": {"id": "scan", "evidence": ["scan.png"]},
        "mentions": {"p1": {"kind": "person", "at": {"chars": [0, 15], "page": 1}}},
        "statements": [{"about": "p1", "value": "left", "at": {"chars": [16, 21]}}, {"about": "p1"}],
    }
    made = located(body, scan())
    assert made["mentions"]["p1"]["at"]["sure"] == 61
    assert made["statements"][0]["at"] == {
        "chars": [16, 21], "page": 1, "xywh": [170, 20, 40, 12], "sure": 93, "text_sha256": scan().sha256,
    }  # fmt: skip
    assert made["statements"][1] == {"about": "p1"}
    assert made["source"] == body["source"]
    assert body["statements"][0]["at"] == {"chars": [16, 21]}


def test_a_text_that_was_typed_stays_as_it_is() -> None:
    body = {"mentions": {"p1": {"at": {"chars": [0, 15]}}}}
    assert located(body, derived(TEXT, "text/plain")) is body
