"""Which language: the register's twelve ways of writing, what is too short, what is none of ours, and mixed texts."""

from __future__ import annotations

import pytest

from tereze.intake.language.detect import UNDETERMINED, detect, spans

SENTENCES = {
    "kk": "Ағамды былтыр күзде алып кетті, содан бері хабар жоқ.",
    "kk-Latn": "Ağamdy byltyr küzde alyp ketti, sodan beri habar joq boldy.",
    "kk-Arab": "اعامدى بىلتىر كۇزدە الىپ كەتتى، سودان بەرى حابار جوق.",
    "ug": "ئاكامنى ئۆتكەن يىلى كۈزدە ئېلىپ كەتتى، شۇندىن بېرى خەۋەر يوق.",
    "ug-Latn": "Akamni ötken yili küzde élip ketti, shundin béri xewer yoq.",
    "ug-Cyrl": "Акамни өткән йили күздә елип кәтти, шундин бери хәвәр йоқ.",
    "ky": "Агамды былтыр күзүндө алып кетишкен, ошондон бери кабар жок.",
    "uz": "Akamni o‘tgan yili kuzda olib ketishdi, shundan beri xabar yo‘q.",
    "uz-Cyrl": "Акамни ўтган йили кузда олиб кетишди, шундан бери хабар йўқ.",
    "ru": "Моего брата забрали прошлой осенью, и с тех пор о нём ничего не слышно.",
    "en": "My brother was taken last autumn and we have heard nothing since.",
    "zh": "我哥哥去年秋天被带走，从那以后没有消息。",
}


@pytest.mark.parametrize(("tag", "sentence"), SENTENCES.items())
def test_names_language_and_script_of_a_sentence(tag: str, sentence: str) -> None:
    assert detect(sentence).tag == tag


@pytest.mark.parametrize("text", ["", "…", "12.03.2018", "Казахстан", "王", "Α και Ω", "हिन्दी में एक वाक्य"])
def test_says_undetermined_when_too_short_or_in_no_script_of_ours(text: str) -> None:
    assert detect(text).tag == UNDETERMINED


@pytest.mark.parametrize(
    "text",
    [
        "من همیشه در خانه پدرم زندگی می‌کردم و هیچ وقت از آنجا نرفتم",
        "ولدت في القرية الصغيرة وذهبت إلى المدرسة مع إخوتي كل صباح",
        "Meine Schwester wohnte immer noch im Dorf, als ihr Mann nach Hause kam und nichts sagte.",
        "Миний ах өнгөрсөн намар явсан бөгөөд түүнээс хойш ямар ч мэдээ ирээгүй байна.",
        "これは日本語の文章ですから中国語ではありません。",
    ],
)
def test_does_not_press_other_languages_into_ours(text: str) -> None:
    assert detect(text).tag == UNDETERMINED


def test_a_name_in_another_script_does_not_change_the_language() -> None:
    assert detect("По данным Example Radio Asia, мужчину увезли ночью из его дома.").tag == "ru"


def test_an_undetermined_text_says_what_it_may_be() -> None:
    found = detect("Казахстан")
    assert found.tag == UNDETERMINED
    assert found.script == "Cyrl"
    assert set(found.maybe) & {"kk", "ru", "ky"}


def test_spans_part_a_mixed_testimony_and_hold_the_text() -> None:
    text = f"{SENTENCES['kk']}\n{SENTENCES['ru']} {SENTENCES['ru']}\n\n{SENTENCES['zh']}"
    found = spans(text)
    assert [span.detected.tag for span in found] == ["kk", "ru", "zh"]
    assert text[found[1].begin : found[1].end].strip() == f"{SENTENCES['ru']} {SENTENCES['ru']}"


def test_a_short_sentence_takes_the_language_of_its_paragraph_and_not_of_another() -> None:
    text = f"{SENTENCES['ru']} Она там.\n\nДа."
    assert [span.detected.tag for span in spans(text)] == ["ru", UNDETERMINED]


def test_spans_of_nothing_are_none() -> None:
    assert spans(" \n\n ") == ()


def test_a_long_text_costs_no_more_than_its_beginning() -> None:
    assert detect(SENTENCES["ky"] * 100_000).tag == "ky"


def test_sentences_too_short_alone_are_in_the_language_of_the_whole() -> None:
    text = (
        "Айнура Токтоева күйөөсү Мирлан Токтоев 2018-жылы январда лагерге камалганын айтты. "
        "«Андан бери кабар жок», – деди Айнура Токтоева."
    )
    assert {one.detected.tag for one in spans(text)} == {"ky"}
    assert {one.detected.tag for one in spans("Да. Нет.")} == {"und"}
