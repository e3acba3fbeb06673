"""Texts and their markup."""

from __future__ import annotations

from release_cases import HERS, ON, SUBJECT, TELLER, case, mention, quote, said, source, voices

from tereze.consent import publishable, redact
from tereze.model.judgements import Change
from tereze.model.mentions import Link, Term
from tereze.publish.ids import Line
from tereze.publish.locale import catalogue
from tereze.publish.person import published
from tereze.publish.tell import Teller, Text, person_path, written
from tereze.publish.unlink import unlink
from tereze.weigh.case import PersonCase, Voice

OTHERS = ("mwirereporteraaaa", "mneighbouraaaaaaa")
LINE = Line(b"1" * 32)


def teller(person: PersonCase, *, named: frozenset[str] = frozenset(), language: str = "en") -> Teller:
    small = redact(person, on=ON, named=named)
    assert small is not None
    pages = {anchor: LINE.person(anchor) for anchor in named}
    return Teller(
        published(unlink(small, LINE, pages, frozenset()), publishable(person, on=ON)), catalogue(language), "../"
    )


def test_markup_escapes_everything_and_marks_language_and_direction() -> None:
    assert Text("<b>&").__html__() == '<span dir="ltr">&lt;b&gt;&amp;</span>'
    assert written("مىسال", "ug").__html__() == '<span lang="ug" dir="rtl">مىسال</span>'
    assert Text("<i>", href="a").__html__() == '<a href="a" dir="ltr">&lt;i&gt;</a>'
    assert Text("x", href='a"b').__html__() == '<a href="a&#34;b" dir="ltr">x</a>'
    assert written("x", 'kk" onload="y').lang == ""


def test_a_person_has_a_folder_of_two_letters() -> None:
    assert person_path("abcdef", "../") == "../p/ab/abcdef.html"


def test_one_woman_in_two_sources_is_one_witness_on_whom_everything_rests() -> None:
    own = (Link(voice=SUBJECT, role="knows", basis="own_experience"),)
    told = said("custody", "prison", when="2018", chain=own)
    again = said("custody", "prison", id="t2", when="2018", source="swire", about="mwire", chain=own)
    second = mention(again, id="mwire", source="swire")
    consents = case().consents
    wired = tuple(type(one)(**{f: getattr(one, f) for f in one.__struct_fields__} | {"id": "c2", "source": "swire",
                  "covers": ("mwire",)}) for one in consents)  # fmt: skip
    person = case(
        mention(said("birthDate", "1980"), told), second,
        sources={HERS: source(teller=SUBJECT), "swire": source(id="swire", teller=SUBJECT)}, consents=consents + wired,
    )  # fmt: skip
    facts = dict(teller(person).groups())["Status"]
    assert facts[0].support == "1 witness · 2 sources"
    assert facts[0].bearing is not None
    assert facts[0].bearing.text == "Everything here rests on this person."
    assert len(facts[0].chains) == 2


def test_voices_without_a_name_get_letters_that_hold_on_this_page() -> None:
    chain = (
        Link(voice=OTHERS[0], role="knows", basis="eyewitness"),
        Link(voice=TELLER, role="relays", basis="told_by"),
    )
    person = case(
        mention(said("birthDate", "1980"), said("custody", "prison", chain=chain)),
        voices=voices(**{OTHERS[0]: Voice(id=OTHERS[0], sort="person", label="Құпия")}),
    )
    steps = dict(teller(person).groups())["Status"][0].chains[0].steps
    assert [step.text for step in steps] == [
        "someone not named here (A) (saw it)",
        "someone not named here (B) (was told)",
    ]


def test_a_named_voice_leads_to_its_page() -> None:
    steps = dict(teller(case(), named=frozenset({TELLER})).groups())["Status"][0].chains[0].steps
    assert steps[0].text == "Куә Адам (saw it)"
    assert steps[0].href == person_path(LINE.person(TELLER), "../")


def test_a_word_that_was_used_stands_beside_the_status() -> None:
    person = case(
        mention(said("birthDate", "1980"), said("custody", "internment", term=Term(text="school", used_by="officials")))
    )
    notes = dict(teller(person).groups())["Status"][0].notes
    assert [note.text for note in notes] == ["called “school” by officials"]


def test_what_was_refuted_is_shown_as_refuted() -> None:
    dead = said("custody", "deceased", id="tdead", when="2019")
    person = case(
        mention(said("birthDate", "1980"), dead, said("custody", "prison", when="2018")),
        changes=(Change(id="h", act="refute", of="tdead", by="x", at="2020", source=HERS),),
    )
    told = {fact.value.text: fact for fact in dict(teller(person).groups())["Status"]}
    assert told["died"].refuted
    assert told["died"].support == ""
    assert not told["prison"].refuted


def test_the_last_known_carries_its_date_and_the_silence_unless_she_died() -> None:
    assert teller(case()).last() == ("internment, 5 March 2018", "Nothing has been heard since 5 March 2018.")
    died = case(mention(said("birthDate", "1980"), said("custody", "deceased", when="2019")))
    assert teller(died).last() == ("died, 2019", "")
    undated = case(mention(said("birthDate", "1980"), said("custody", "prison")))
    assert teller(undated).last() == ("prison, no date known", "")
    none = case(mention(said("birthDate", "1980"), said("occupation", "accountant"), said("sentence", "9 years")))
    assert teller(none).last() is None


def test_a_relative_without_a_name_is_a_relation_only() -> None:
    person = case(
        mention(said("birthDate", "1980"), said("custody", "prison"), said("relative", "brother", target=TELLER))
    )
    assert teller(person).family() == [("brother", Text(""))]
    named = teller(person, named=frozenset({TELLER})).family()
    assert (named[0][0], named[0][1].text) == ("brother", "Куә Адам")


def test_values_of_vocabularies_are_translated_and_others_stay() -> None:
    there = teller(case(), language="ru")
    assert there.value("custody", "internment").text == "лагерь"
    assert there.value("citizenship", "KZ").text == "Казахстан"
    assert there.value("citizenship", "ARGENTINA").text == "ARGENTINA"
    assert there.value("birthDate", "1980-05").text == "май 1980"
    assert there.value("occupation", "есепші").text == "есепші"


def test_words_stand_in_their_own_language() -> None:
    own = (Link(voice=SUBJECT, role="knows", basis="own_experience"),)
    told = said("custody", "prison", chain=own, words=(quote("Мени қамады", "ug"), quote("x", "en", "translation")))
    words = dict(teller(case(mention(said("birthDate", "1980"), told))).groups())["Status"][0].chains[0].words
    assert [(text.lang, translated) for text, translated in words] == [("ug", False), ("en", True)]


def test_sources_are_numbered_as_they_occur() -> None:
    listed = teller(case()).sources()
    assert [(one["number"], one["kind"], one["title"]) for one in listed] == [(1, "interview", None)]
