"""HTML: what a reader of the page sees, by the standard library's parser. Scripts are dropped, nothing is rendered."""

from __future__ import annotations

import json
import re
import time
from html.parser import HTMLParser

from tereze.intake import encodings
from tereze.intake.reading import limits
from tereze.intake.reading.derived import About, Derived, derived
from tereze.intake.reading.limits import TextBuffer

MEDIA_TYPE = "text/html"


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


_DROPPED = _tags(
    "script style noscript template svg math iframe object embed head nav form button select textarea footer "
    "aside canvas audio video"
)
_BLOCKS = _tags(
    "p div section article main header h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table tr blockquote pre figure figcaption "
    "hr br address details summary body"
)
_EMPTY = frozenset(
    {"embed", "br", "hr", "img", "meta", "link", "input", "source", "track", "wbr", "area", "base", "col"}
)
_MAIN_LEAST = 200  # characters an <article> or <main> must hold to be taken for the text of the page
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{1,40})""", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_META = {
    "og:title": "title", "article:published_time": "published", "datepublished": "published", "date": "published",
    "dc.date": "published", "author": "author", "article:author": "author", "dc.creator": "author",
    "og:site_name": "publisher", "og:url": "url",
}  # fmt: skip


def read(data: bytes) -> Derived:
    """The page. Raises `TooMuch`."""
    return read_text(decode(data))


def read_text(page: str, media_type: str = MEDIA_TYPE) -> Derived:
    """The page, decoded already."""
    parser = _Page()
    parser.feed(page)
    parser.close()
    whole, main = _tidy(parser.whole.text()), _tidy(parser.main.text())
    remarks = ("It holds scripts; they were dropped.",) if parser.scripts else ()
    text = main if len(main) >= _MAIN_LEAST else whole
    return derived(text, media_type, about=_about(parser), remarks=remarks)


def decode(data: bytes) -> str:
    """By its mark or as UTF-8 where it is that; else as the page says it is; else by likelihood."""
    named = _CHARSET.search(data[:4096])
    found = encodings.detect(data[: encodings.SAMPLE])
    if named and not found.startswith("utf"):
        try:
            return data.decode(named[1].decode("ascii"), "replace")
        except LookupError:
            pass
    return data.decode(found, "replace")


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.whole, self.main = TextBuffer(), TextBuffer()
        self.dropped: list[str] = []
        self.in_main = 0
        self.scripts = False
        self.title = ""
        self.fields: dict[str, str] = {}
        self.reading = ""  # "title" or "json" while inside such an element
        self.json: list[str] = []
        self.until = time.process_time() + limits.MOST_SECONDS

    def _go_on(self) -> None:
        """Tags without an end make the parser go through the rest again for each of them."""
        if time.process_time() > self.until:
            raise limits.TooMuch("its tags have no end: it takes too long to read")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._go_on()
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.fields.setdefault("language", given.get("lang", ""))
        elif tag == "meta":
            self._meta(given)
        elif tag == "time" and "datetime" in given:
            self.fields.setdefault("time", given["datetime"])
        elif tag == "title" and not self.title:
            self.reading = "title"
        elif tag == "script":
            self.scripts = True
            self.reading = "json" if given.get("type") == "application/ld+json" else ""
        if tag in _DROPPED and tag not in _EMPTY:
            self.dropped.append(tag)
        elif tag in {"article", "main"} and not self.dropped:
            self.in_main += 1
        if tag in _BLOCKS:
            self._add("\n")

    def handle_endtag(self, tag: str) -> None:
        self.reading = ""
        if tag in self.dropped:  # an element left open inside ends with it
            del self.dropped[len(self.dropped) - 1 - self.dropped[::-1].index(tag) :]
        elif tag in {"article", "main"} and self.in_main and not self.dropped:
            self.in_main -= 1
        if tag in _BLOCKS:
            self._add("\n")

    def handle_data(self, data: str) -> None:
        self._go_on()
        if self.reading == "title":
            self.title += data[:500]
        elif self.reading == "json":
            self.json.append(data[:100_000])
        self._add(re.sub(r"[ \t\r\n\f]+", " ", data))

    def _add(self, text: str) -> None:
        if self.dropped and text != "\n":
            return
        self.whole.add(text)
        if self.in_main:
            self.main.add(text)

    def _meta(self, given: dict[str, str]) -> None:
        name = _META.get((given.get("property") or given.get("name") or given.get("itemprop") or "").lower())
        if name:
            self.fields.setdefault(name, given.get("content", ""))


def _about(page: _Page) -> About:
    said = _linked(page.json) | {name: value for name, value in page.fields.items() if value}
    day = _DAY.match(said.get("published", "") or said.get("time", ""))
    return About(
        title=said.get("title", "") or page.title,
        published=day[0] if day else "",
        author=said.get("author", ""),
        publisher=said.get("publisher", ""),
        url=said.get("url", ""),
        language=said.get("language", ""),
    )


def _linked(scripts: list[str]) -> dict[str, str]:
    """What the page says of itself in JSON-LD."""
    found: dict[str, str] = {}
    for script in scripts:
        try:
            node = json.loads(script)
        except (ValueError, RecursionError):
            continue
        for one in node if isinstance(node, list) else [node]:
            if isinstance(one, dict):
                pairs = {
                    "title": "headline",
                    "published": "datePublished",
                    "author": "author",
                    "publisher": "publisher",
                }
                found |= {name: _named(one.get(key)) for name, key in pairs.items() if _named(one.get(key))}
    return found


def _named(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_named, value[:5])))
    if isinstance(value, dict):
        return _named(value.get("name"))
    return value if isinstance(value, str) else ""


def _tidy(text: str) -> str:
    lines = (re.sub(r" +", " ", line).strip(" ") for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"
