"""The document beside its drafts: one decision at a time, refused with the difference where another was first."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pytest

from tereze.actions import coding_reading, draft_review, evidence, find, sources
from tereze.actions.review_state import Item
from tereze.intake.reading.derived import Recognised, derived
from tereze_web.casework import decisions
from tereze_web.office import Office

Send = Callable[..., Any]
TEXT = "Murat Zhaken said he was held in a re-education camp in 2018.\n\nHis sister was sentenced to prison.\n"


@pytest.fixture
def page(office: Office, signed: Callable[..., Any]) -> tuple[Any, str]:
    """An analyst's browser, and the address of the review of a letter."""
    browser = signed("analyst")
    with office.desk(office.actor_of("someone")) as desk:
        file = evidence.attach(desk, "article-1", io.BytesIO(TEXT.encode()), "letter.txt")
        key = coding_reading.read(desk, "article-1", file.id).key
    return browser, f"/review/{key.removeprefix('document/')}/"


def _seen(text: str) -> str:
    return re.search(r'name="seen" value="(\d+)"', text)[1]  # type: ignore[index]


def _first(text: str, letter: str) -> str:
    return str(re.findall(rf'name="item" value="({letter}\d+)"', text)[0])


def test_the_text_stands_beside_its_drafts_and_each_leads_to_the_other(page: tuple[Any, str]) -> None:
    browser, at = page
    text = browser.get(at).content.decode()
    item = _first(text, "s")
    assert f'<a class="there" href="#t-{item}">' in text
    assert f'id="t-{item}"' in text
    assert re.search(rf'<a class="words open" href="#i-[^"]+" data-says="[^"]*\b{item}\b[^"]*"><mark>', text)
    plain = re.sub(r"<[^>]+>", "", text[text.index('class="evidence"') :])
    assert "he was held in a re-education camp in 2018." in plain


def test_what_the_machine_reads_is_decided_one_by_one(office: Office, page: tuple[Any, str], send: Send) -> None:
    browser, at = page
    text = browser.get(at).content.decode()
    item, seen = _first(text, "s"), _seen(text)
    answer = send(browser, at, at, item=item, act="accept", seen=seen, was="open")
    assert (answer.status_code, answer["Location"].partition("#")[0]) == (302, at)
    seen = _seen(browser.get(at).content.decode())
    assert send(browser, at, at, act="finish", seen=seen).status_code == 422  # some were not looked at
    done = send(browser, at, at, act="finish", leave="yes", seen=seen)
    assert (done.status_code, done["Location"]) == (302, "/sources/article-1/")
    with office.desk(office.owner) as desk:
        assert find.find_person(desk, "Murat Zhaken")
        assert len(desk.register.drafts.lessons()) > 1  # what was decided is kept
    assert browser.get(at).status_code == 400  # finished


def test_a_stale_decision_is_refused_and_shown_beside_what_stands_there(page: tuple[Any, str], send: Send) -> None:
    browser, at = page
    text = browser.get(at).content.decode()
    item, seen = _first(text, "s"), _seen(text)
    send(browser, at, at, item=item, act="accept", seen=seen, was="open")
    stale = send(browser, at, at, item=item, act="reject", seen=seen, was="open")
    assert stale.status_code == 409
    told = re.sub(r"<[^>]+>", " ", stale.content.decode().partition('id="errors"')[2].partition("</div></div>")[0])
    assert "Another window decided" in told
    assert re.search(r"State\s+accepted\s+not decided", told)
    assert f'id="i-{item}" data-state="accepted"' in stale.content.decode()


def test_a_stale_change_keeps_what_was_typed_beside_what_stands_there(page: tuple[Any, str], send: Send) -> None:
    browser, at = page
    text = browser.get(at).content.decode()
    item, seen = _first(text, "s"), _seen(text)
    send(browser, at, at, item=item, act="change", seen=seen, was="open", when="2018-05")
    stale = send(browser, at, at, item=item, act="change", seen=seen, was="open", when="2018-06")
    told = re.sub(r"<[^>]+>", " ", stale.content.decode().partition('id="errors"')[2].partition("</div></div>")[0])
    assert stale.status_code == 409
    assert re.search(r"When\s+May 2018\s+June 2018", told)


def test_a_suggestion_is_changed_on_the_page_that_asks_for_it(page: tuple[Any, str], send: Send) -> None:
    browser, at = page
    text = browser.get(at).content.decode()
    item, seen = _first(text, "s"), _seen(text)
    form = browser.get(f"{at}?edit={item}").content.decode()
    assert f'id="c-{item}-when"' in form
    assert f'<select id="c-{item}-about"' in form
    wrong = send(browser, at, at, item=item, act="change", when="2018-99", seen=seen)
    assert wrong.status_code == 422
    assert "there is no month 99" in wrong.content.decode()
    assert 'value="2018-99"' in wrong.content.decode()  # what was typed is still there
    assert send(browser, at, at, item=item, act="change", when="2018-05", seen=seen).status_code == 302
    assert "accepted and changed" in browser.get(at).content.decode()


def test_a_name_is_mended_and_keeps_its_language(office: Office, page: tuple[Any, str], send: Send) -> None:
    browser, at = page
    text = browser.get(at).content.decode()
    person = next(key for key in re.findall(r'name="item" value="([^"]+)"', text) if not re.match(r"[soi]\d", key))
    send(browser, at, at, item=person, act="change", name="Murat Zhakenov", seen=_seen(text))
    with office.desk(office.actor_of("someone")) as desk:
        review = draft_review.load(desk, f"document/{at.split('/')[2]}").review
    assert review.item(person).data["names"] == [{"text": "Murat Zhakenov", "lang": "en"}]
    assert review.item(person).state == "changed"


@pytest.mark.parametrize("act", ["", "burn"])
def test_an_act_that_is_none_is_refused(page: tuple[Any, str], send: Send, act: str) -> None:
    browser, at = page
    assert send(browser, at, at, item="s1", act=act, seen="1").status_code == 400


def test_an_item_that_is_not_there_does_nothing(page: tuple[Any, str], send: Send) -> None:
    browser, at = page
    seen = _seen(browser.get(at).content.decode())
    assert send(browser, at, at, item="s99", act="accept", seen=seen).status_code in {404, 422}


def test_another_persons_review_is_not_there(office: Office, page: tuple[Any, str], signed: Callable[..., Any]) -> None:
    _, at = page
    office.roll.remove("someone")
    assert signed("analyst").get(at).status_code == 200  # the same id: the same person
    stranger = signed()
    assert stranger.get(at).status_code == 400


def test_a_look_at_a_review_is_noted(office: Office, page: tuple[Any, str]) -> None:
    browser, at = page
    browser.get(at)
    with office.desk(office.owner) as desk:
        assert any(note.what == "look.text" and note.by == "someone" for note in desk.register.index.audits())


def test_a_long_document_is_shown_in_parts(office: Office, signed: Callable[..., Any], send: Send) -> None:
    long = TEXT + "Nothing happened on this day.\n" * 600 + "Ainur Zhaken was sentenced to nine years in prison.\n"
    browser = signed("analyst")
    with office.desk(office.actor_of("someone")) as desk:
        file = evidence.attach(desk, "article-1", io.BytesIO(long.encode()), "long.txt")
        at = f"/review/{coding_reading.read(desk, 'article-1', file.id).key.removeprefix('document/')}/"
    first = browser.get(at)
    assert "Ainur Zhaken was sentenced" not in first.content.decode()
    assert len(first.content) < 60_000
    last = browser.get(f"{at}?part=3").content.decode()
    item = _first(last, "s")
    answer = send(browser, at, at, item=item, act="accept", seen=_seen(last))
    assert "part=1" in answer["Location"]  # round to what is still open
    for odd in ("0", "99", "x", "٣", "1e3"):
        assert browser.get(f"{at}?part={odd}").status_code == 200


def test_what_can_be_changed_of_an_item_is_plain_text() -> None:
    said = Item(key="s1", section="statements", data={"about": "p1", "value": {"mention": "p2"}, "when": "2018"})
    assert decisions.fields(said) == {"about": "p1", "when": "2018", "where": ""}
    assert decisions.changes(said, {"when": "", "where": "Almaty"}) == {"when": None, "where": "Almaty"}


def test_a_scan_says_how_sure_the_reading_was_and_where_it_stands(office: Office, signed: Callable[..., Any]) -> None:
    browser = signed("analyst")
    begin = TEXT.index("held")
    words = (
        Recognised(begin, begin + 4, 41, 2, (10, 20, 30, 12)),
        Recognised(begin + 5, begin + 7, 96, 2, (45, 20, 9, 12)),
    )
    document = derived(TEXT, "image/png", words=words)
    with office.desk(office.actor_of("someone")) as desk:
        case = sources.source_case(desk, "article-1")
        key = draft_review.begin(desk, coding_reading.drafted_of(case, document)).key
    text = browser.get(f"/review/{key.removeprefix('document/')}/").content.decode()
    assert '<span class="tag doubt">read with 41 % sureness</span>' in text
    assert '<span class="tag">page 2</span>' in text
    assert text.count("sureness") < text.count('class="item review"')  # what was not guessed says nothing


KIN_TEXT = "Murat Zhaken came with Roza Kenzhe. Murat Zhaken's sister, Ainur Zhaken, was sentenced to prison.\n"


@pytest.fixture
def kin_page(office: Office, signed: Callable[..., Any]) -> tuple[Any, str, str]:
    """The review of a letter that names a sister: the browser, the address, the draft's key."""
    browser = signed("analyst")
    with office.desk(office.actor_of("someone")) as desk:
        file = evidence.attach(desk, "article-1", io.BytesIO(KIN_TEXT.encode()), "letter.txt")
        key = coding_reading.read(desk, "article-1", file.id).key
    return browser, f"/review/{key.removeprefix('document/')}/", key


def _relative(office: Office, key: str) -> Item:
    with office.desk(office.actor_of("someone")) as desk:
        items = draft_review.load(desk, key).review.items
    return next(item for item in items if item.data.get("property") == "relative")


def test_a_relation_is_shown_and_taken(office: Office, kin_page: tuple[Any, str, str], send: Send) -> None:
    browser, at, key = kin_page
    text = browser.get(at).content.decode()
    item = _relative(office, key)
    assert item.data["value"]["relation"] == "sister"
    shown = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))
    assert re.search(r"Murat Zhaken : \w+ sister Ainur Zhaken", shown, re.IGNORECASE)
    assert send(browser, at, at, item=item.key, act="accept", seen=_seen(text), was="open").status_code == 302
    assert _relative(office, key).state == "accepted"


def test_a_relation_is_changed_in_both_its_parts(office: Office, kin_page: tuple[Any, str, str], send: Send) -> None:
    browser, at, key = kin_page
    item = _relative(office, key)
    form = browser.get(f"{at}?edit={item.key}").content.decode()
    assert '<option value="sister" selected>' in form
    other = re.search(r'<option value="([^"]+)"[^>]*>Roza Kenzhe', form)[1]  # type: ignore[index]
    typed = {"about": item.data["about"], "relation": "cousin", "target": other}
    answer = send(browser, at, at, item=item.key, act="change", seen=_seen(form), was="open", **typed)
    assert answer.status_code == 302
    changed = _relative(office, key)
    assert (changed.state, changed.data["value"]) == ("changed", {"mention": other, "relation": "cousin"})
    assert changed.suggested == item.data


def test_what_is_no_relation_has_no_fields_for_one() -> None:
    item = Item(key="s1", section="statements", data={"about": "p1", "property": "notes", "value": "words"})
    assert decisions.kin(item) == {}
    assert decisions.fields(item) == {"about": "p1", "value": "words", "when": "", "where": ""}
    assert decisions.changes(item, {"value": "other", "relation": "cousin"}) == {"value": "other"}
