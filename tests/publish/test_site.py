"""The pages, as a reader and a browser meet them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from release_cases import (
    HERS,
    OFFICE,
    SECRET,
    SUBJECT,
    TELLER,
    another,
    case,
    consent,
    ground,
    mention,
    publish,
    quote,
    said,
    source,
)

from tereze.model.events import Figure, Incident, Position
from tereze.model.mentions import Link
from tereze.publish.ids import Line
from tereze.publish.locale import LANGUAGES
from tereze.publish.site import ON_A_PAGE
from tereze.weigh.case import Voice

ID = Line(SECRET).person(SUBJECT)
VOID = {"meta", "link", "img", "input", "br", "rect", "line"}


class Page(HTMLParser):
    """Collects tags, links and text; complains of tags that are not closed."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.feed(text)
        self.wrong += self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    facts = (
        said("birthDate", "1980-05-17"),
        said("birthDate", "1982", id="tother", source="sotheraaaaaaaaaaa"),
        said("custody", "internment", when="2018-03/2018-12", where="Emin county, Tacheng, Xinjiang"),
        said("custody", "prison", id="tdenied", stance="denies"),
        said("custody", "forced_labour", when="2019-01",
             chain=(Link(voice=SUBJECT, role="knows", basis="own_experience"),),
             words=(quote("Цехқа апарды."), quote("To a workshop.", "en", "translation"))),
        said("relative", "brother", target=TELLER),
    )  # fmt: skip
    voices = case().voices | {TELLER: Voice(id=TELLER, sort="person", label="Куә Адам")}
    sources = {HERS: source(publisher=OFFICE), "sotheraaaaaaaaaaa": source()}
    hidden = consent(source="snamelessaaaaaaaa", covers=("mnamelessaaaaaaaa",), identity="pseudonym")
    people = (
        case(mention(*facts), sources=sources, voices=voices),
        another("mnamelessaaaaaaaa", "Аты Жоқ", consents=(hidden,)),
    )
    press = {
        "events": (
            Position(id="p1", source="spress", actor=OFFICE, topic="departures", stance="promises", when="2019-01",
                     forum="weekly briefing", words=(quote("Two thousand may leave.", "en"),),
                     number=Figure(value=2000, unit="persons", counts_if="left the country")),
            Incident(id="i1", source="spress", sort="fine", direction="closes", factor="public_response",
                     when="2019-02", where="Almaty", against=OFFICE),
        ),
        "sources": {"spress": source(id="spress", title="Two thousand", url="https://example.org/b", publisher=OFFICE)},
        "voices": {OFFICE: Voice(id=OFFICE, sort="organization", label="Example Volunteers")},
        "grounds": (ground("spress"),),
    }  # fmt: skip
    out = tmp_path_factory.mktemp("site") / "release"
    publish(out, people, languages=LANGUAGES, totals={"persons": 12, "sources": 3, "by_county": 2}, **press)
    return out


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def page_of(site: Path, id_: str = ID, language: str = "") -> str:
    return (site / language / "p" / id_[:2] / f"{id_}.html").read_text("utf-8")


def test_every_language_has_every_page(site: Path) -> None:
    top = {path.relative_to(site).as_posix() for path in pages(site)} - {
        path.relative_to(site).as_posix() for code in LANGUAGES[1:] for path in pages(site / code)
    }
    for code in LANGUAGES[1:]:
        assert {path.relative_to(site / code).as_posix() for path in pages(site / code)} == top


def test_all_tags_are_closed_and_nothing_is_inline_or_from_elsewhere(site: Path) -> None:
    for path in pages(site):
        text = path.read_text("utf-8")
        page = Page(text)
        assert page.wrong == [], path
        for tag, attrs in page.tags:
            assert not any(name.startswith("on") or name == "style" for name in attrs), path
            assert tag != "style"
            assert tag != "iframe"
            assert tag != "script" or attrs["src"]
            if tag in {"script", "img", "link"}:
                assert "//" not in attrs.get("src", attrs.get("href", ""))
        policies = [attrs["content"] for _, attrs in page.tags if attrs.get("http-equiv") == "Content-Security-Policy"]
        assert policies
        assert policies[0].startswith("default-src 'none'")
        assert "unsafe" not in policies[0]


def test_every_link_inside_leads_somewhere(site: Path) -> None:
    for path in pages(site):
        page = Page(path.read_text("utf-8"))
        ids = {attrs["id"] for _, attrs in page.tags if "id" in attrs}
        for _, attrs in page.tags:
            target = attrs.get("href", attrs.get("src", ""))
            if target.startswith("#"):
                assert target[1:] in ids, (path, target)
            elif target and not target.startswith("https://example.org/"):
                assert (path.parent / target.split("#")[0]).resolve().is_file(), (path, target)


def test_ids_on_a_page_are_unique(site: Path) -> None:
    for path in pages(site):
        ids = [attrs["id"] for _, attrs in Page(path.read_text("utf-8")).tags if "id" in attrs]
        assert len(ids) == len(set(ids)), path


@pytest.mark.parametrize(("language", "tag", "way"), [("", "en", "ltr"), ("ug", "ug", "rtl"), ("zh", "zh-Hans", "ltr")])
def test_pages_say_their_language_and_direction(site: Path, language: str, tag: str, way: str) -> None:
    assert f'<html lang="{tag}" dir="{way}">' in page_of(site, language=language)


def test_a_name_says_its_own_language_and_direction(site: Path) -> None:
    assert '<h1 lang="kk" dir="ltr">Мысал Есім</h1>' in page_of(site, language="kk")
    assert '<h1 lang="en" dir="ltr">Example Name</h1>' in page_of(site)
    assert '<span lang="kk" dir="ltr">Мысал Есім</span>' in page_of(site)


def test_a_page_tells_what_is_known_how_sure_and_how_to_correct_it(site: Path) -> None:
    text = page_of(site)
    for part in (
        "Last known", "forced labour, January 2019", "Nothing has been heard since", "Where accounts differ", "1980",
        "1982", "1 witness", "internment", "from March 2018 to December 2018", "Emin county", "1 account denies this",
        "<svg", "brother", "Something is wrong", ID, "Цехқа апарды.", "To a workshop.", "(translation)",
        "[1] interview",
    ):  # fmt: skip
        assert part in text, part
    assert "Куә Адам" not in text


def test_one_without_a_name_is_found_only_by_reference(site: Path) -> None:
    nameless = Line(SECRET).person("mnamelessaaaaaaaa")
    text = page_of(site, nameless)
    assert f"Name withheld ({nameless[:4].upper()})" in text
    assert "Аты" not in text
    assert nameless not in (site / "assets" / "names.js").read_text("utf-8")
    assert nameless in (site / "people" / "1.html").read_text("utf-8")


def test_positions_numbers_and_incidents(site: Path) -> None:
    text = (site / "claims.html").read_text("utf-8")
    for part in ("Example Volunteers", "promises", "departures", "2\u00a0000", "left the country",
                 "Two thousand may leave.", "fine", "February 2019", "Almaty", "https://example.org/b"):  # fmt: skip
        assert part in text, part


def test_only_totals_of_the_whole_are_shown(site: Path) -> None:
    text = (site / "index.html").read_text("utf-8")
    assert "people in the register" in text
    assert "by_county" not in text


def test_machine_made_languages_say_so_on_every_page(site: Path) -> None:
    assert "переведены машиной" in page_of(site, language="ru")
    assert "machine" not in page_of(site)


def test_the_search_is_there_without_being_needed(site: Path) -> None:
    text = (site / "index.html").read_text("utf-8")
    assert '<script src="assets/search.js" defer></script>' in text
    assert "<noscript>" in text
    assert 'href="people/1.html"' in text
    assert '<script src="../assets/search.js" defer></script>' in (site / "kk" / "index.html").read_text("utf-8")


def test_long_lists_are_divided(tmp_path: Path) -> None:
    letters = "bcdefghijklmnopqrstuvwxyz"
    anchors = [f"m{a}{b}" + "a" * 14 for a in letters for b in letters][: ON_A_PAGE + 3]
    publish(tmp_path / "r", [another(one, f"Мысал {one[1:3]}") for one in anchors])
    first, second = ((tmp_path / "r" / "people" / f"{n}.html").read_text("utf-8") for n in (1, 2))
    assert first.count('href="../p/') == ON_A_PAGE
    assert second.count('href="../p/') == 3
    assert 'rel="next"' in first
    assert 'rel="prev"' in second
    assert not (tmp_path / "r" / "people" / "3.html").exists()
    names = re.findall(r">(Мысал \w+)</a>", first)
    assert names == sorted(names)
