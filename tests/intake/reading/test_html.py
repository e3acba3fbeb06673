"""HTML: what a reader sees, what the page says of itself, and no scripts."""

from __future__ import annotations

from tereze.intake.reading import html

PAGE = """<!doctype html><html lang="kk"><head><title>Bad title</title>
<meta property="og:title" content="A family waits"><meta name="author" content="C. Reporter">
<meta property="article:published_time" content="2019-05-06T08:00:00+06:00">
<meta property="og:site_name" content="Example Daily"><script>var a = "<p>no</p>";</script></head>
<body><nav>Home | News</nav><article><h1>A family waits</h1><p>First&nbsp;paragraph &amp; more.</p>
<script>document.write("evil")</script><p onclick="x()">Second
paragraph <b>bold</b> and enough words to be taken for the main text of the page, which needs two hundred characters
before it is preferred to the whole of the page, so that teasers are not taken for it.</p></article>
<footer>Contact</footer></body></html>"""


def test_takes_the_article_and_drops_scripts_and_navigation() -> None:
    found = html.read(PAGE.encode())
    assert found.text.startswith("A family waits\n\nFirst\u00a0paragraph & more.\n\nSecond paragraph bold and enough")
    for gone in ("evil", "Home", "Contact", "no", "onclick"):
        assert gone not in found.text.split()
    assert found.remarks == ("It holds scripts; they were dropped.",)


def test_reads_what_the_page_says_of_itself() -> None:
    about = html.read(PAGE.encode()).about
    assert about.title == "A family waits"
    assert (about.published, about.author, about.publisher) == ("2019-05-06", "C. Reporter", "Example Daily")
    assert about.language == "kk"


def test_reads_linked_data_and_survives_broken_one() -> None:
    page = (
        '<script type="application/ld+json">{"headline": "H", "datePublished": "2018-01-02", '
        '"author": [{"name": "D. Writer"}], "publisher": {"name": "P"}}</script>'
        '<script type="application/ld+json">{broken</script><p>text</p>'
    )
    about = html.read_text(page).about
    assert (about.title, about.published, about.author, about.publisher) == ("H", "2018-01-02", "D. Writer", "P")


def test_without_an_article_the_whole_page_is_taken() -> None:
    assert html.read_text("<p>one<br>two</p><iframe src=x>no</iframe><p>three").text == "one\ntwo\n\nthree\n"


def test_decodes_as_the_page_says_where_it_is_not_utf8() -> None:
    data = '<meta charset="windows-1251"><p>Қ жоқ, но брат есть</p>'.encode("cp1251", "ignore")
    assert "брат есть" in html.read(data).text
    assert html.decode(b'<meta charset="no-such"><p>caf\xe9') == '<meta charset="no-such"><p>café'
