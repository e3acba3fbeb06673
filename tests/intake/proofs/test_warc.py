"""Web archives: pages with address, time and digest; what was altered shows; bombs are refused."""

from __future__ import annotations

import pytest
import webs

from tereze.intake.proofs import warc
from tereze.intake.reading.limits import TooMuch


def test_each_page_has_its_address_its_time_and_a_digest_that_holds() -> None:
    raw = webs.warc(("https://example.org/a", webs.PAGE), ("https://example.org/b", b"<p>b</p>"))
    first, second = warc.pages(raw)
    assert (first.url, first.time, first.media_type) == ("https://example.org/a", "2024-05-06T07:08:09Z", "text/html")
    assert first.data == webs.PAGE
    assert first.checked.good
    assert second.url.endswith("/b")


def test_a_page_that_was_altered_shows() -> None:
    raw = webs.altered(webs.warc(("https://example.org/a", webs.PAGE)), b"2018", b"2019")
    [page] = warc.pages(raw)
    assert not page.checked.good
    assert "not those its digest names" in page.checked.problems[0]


def test_what_is_no_page_and_what_failed_is_left_out() -> None:
    assert list(warc.pages(webs.warc(("https://example.org/a.png", b"\x89PNG"), kind="image/png"))) == []
    assert list(warc.pages(webs.warc(("https://example.org/a", b"gone"), status="404 Not Found"))) == []


def test_what_is_no_archive_is_refused() -> None:
    with pytest.raises(warc.BadWarc):
        list(warc.pages(b"words\r\n\r\n"))


@pytest.mark.parametrize("raw", [b"\x1f\x8b\x08\x00broken", webs.warc(("https://x", webs.PAGE))[:-30], b"\x1f\x8b"])
def test_what_is_cut_off_never_holds(raw: bytes) -> None:
    assert not any(page.checked.good for page in warc.pages(raw))


def test_an_archive_of_nothing_has_no_pages() -> None:
    assert list(warc.pages(b"")) == []


def test_a_page_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "MOST_PAGE", 1000)
    with pytest.raises(TooMuch, match="unpacks"):
        list(warc.pages(webs.warc(("https://example.org/a", b"x" * 2000))))


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "MOST_PAGES", 1)
    with pytest.raises(TooMuch, match="pages"):
        list(warc.pages(webs.warc(("https://example.org/a", b"x"), ("https://example.org/b", b"y"))))
    monkeypatch.setattr(warc, "MOST_RECORDS", 0)
    with pytest.raises(TooMuch, match="records"):
        list(warc.pages(webs.warc(("https://example.org/a", b"x"), ("https://example.org/b", b"y"))))


def test_an_address_with_controls_is_cleaned() -> None:
    [page] = warc.pages(webs.warc(("https://example.org/\x1b[2Ja", webs.PAGE)))
    assert page.url == "https://example.org/[2Ja"
