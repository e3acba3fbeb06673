"""What Tesseract answers: words in their order, and the marks of Chinese put right by where they stand."""

from __future__ import annotations

import pytest

from tereze.intake.reading import hocr

PAGE = (
    "<!DOCTYPE html><html><body><div class='ocr_page' title='bbox 0 0 900 900'><p class='ocr_par'>"
    "<span class='ocr_line' title='bbox 10 10 500 60; x_size 50.5'>{0}</span>"
    "<span class='ocr_line' title='bbox 10 70 500 120; x_size 51'>{1}</span>\n</p></div></body></html>"
)


def word(text: str, *chars: tuple[str, str], sure: int = 91) -> str:
    inner = "".join(f"<span class='ocrx_cinfo' title='x_bboxes {box}; x_conf 9'>{char}</span>" for char, box in chars)
    return f"<span class='ocrx_word' title='bbox 20 12 120 58; x_wconf {sure}'>{inner or text}</span>"


def test_words_come_with_box_sureness_line_and_paragraph() -> None:
    first, second, third = hocr.words(PAGE.format(word("one") + word("two", sure=40), word("&lt;three&gt;")))
    assert first == hocr.Word("one", (20, 12, 100, 46), 91, 1, 1, 1)
    assert (second.text, second.sure, second.line) == ("two", 40, 1)
    assert (third.text, third.line) == ("<three>", 2)


def test_the_usual_height_of_letters_is_told() -> None:
    assert hocr.size(PAGE.format("", "")) == 51
    assert hocr.size("") == 0


def test_an_answer_that_is_cut_off_keeps_what_was_there() -> None:
    assert [one.text for one in hocr.words(PAGE.format(word("one"), word("two")).partition("two")[0] + "two")] == [
        "one",
        "two",
    ]


def chinese(*chars: tuple[str, str]) -> str:
    return "".join(one.text for one in hocr.words(PAGE.format(word("", *chars), ""), dots=True))


FULL = "100 12 150 58"


def test_a_small_mark_half_way_up_is_the_dot_of_names() -> None:
    assert chinese(("克", FULL), ("，", "160 32 168 40"), ("阿", FULL)) == "克·阿"


def test_beside_characters_that_are_of_no_name_a_comma_stays_one_wherever_it_stands() -> None:
    assert chinese(("克", FULL), ("，", "160 32 168 40"), ("性", FULL)) == "克，性"
    assert chinese(("克", FULL), ("、", "160 32 168 40"), ("他", FULL)) == "克、他"
    assert chinese(("克", FULL), ("。", "160 32 168 40")) == "克。"


def test_a_comma_at_the_foot_of_the_line_stays_one() -> None:
    assert chinese(("克", FULL), ("，", "160 48 168 58"), ("阿", FULL)) == "克，阿"


def test_a_long_stroke_half_way_up_is_the_number_one() -> None:
    assert chinese(("第", FULL), ("一", "160 32 205 38"), ("天", FULL)) == "第一天"


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("克'阿", "克·阿"),
        ("克:阿", "克·阿"),
        ("说:他", "说：他"),
        ("姓名:张三", "姓名：张三"),
        ("年,他", "年，他"),
        ("AFP:he", "AFP:he"),
    ],
)
def test_latin_marks_between_chinese_characters(read: str, meant: str) -> None:
    assert "".join(one.text for one in hocr.words(PAGE.format(word(read), ""), dots=True)) == meant


def test_marks_between_words_are_mended_too() -> None:
    answer = PAGE.format(word("马力克") + word("'") + word("阿合买提"), "")
    assert [one.text for one in hocr.words(answer, dots=True)] == ["马力克", "·", "阿合买提"]


def test_a_dot_that_was_read_twice_is_one() -> None:
    answer = PAGE.format(word("热娜`") + word(":") + word("木拉提"), "")
    assert [one.text for one in hocr.words(answer, dots=True)] == ["热娜·", "木拉提"]
