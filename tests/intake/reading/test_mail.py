"""E-mail: the words, the date, the sender; attachments are named and not opened."""

from __future__ import annotations

import time
from email.message import EmailMessage

import pytest

from tereze.intake.reading import mail
from tereze.intake.reading.limits import TooMuch


def _message() -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Sender <sender@example.org>"
    message["Subject"] = "Туралы"
    message["Date"] = "Tue, 05 Mar 2019 10:00:00 +0600"
    message.set_content("Брата увезли.\n")
    return message


def test_reads_body_and_headers() -> None:
    found = mail.read(_message().as_bytes())
    assert found.text == "Брата увезли.\n"
    assert (found.about.title, found.about.published) == ("Туралы", "2019-03-05")
    assert "sender@example.org" in found.about.author


def test_attachments_are_named_by_their_last_part_only() -> None:
    message = _message()
    message.add_attachment(b"x", maintype="application", subtype="pdf", filename="../../etc/pass\x1bwd.pdf")
    remarks = mail.read(message.as_bytes()).remarks
    assert len(remarks) == 1
    assert ".." not in remarks[0]
    assert "\x1b" not in remarks[0]


def test_an_html_body_is_read_without_scripts() -> None:
    message = EmailMessage()
    message["From"] = "a@example.org"
    message.set_content("<p>Hello</p><script>x</script>", subtype="html")
    assert mail.read(message.as_bytes()).text.strip() == "Hello"


def test_broken_dates_and_encodings_are_survived() -> None:
    data = b"From: a@example.org\nDate: soon\nContent-Type: text/plain; charset=no-such\n\nwords\n"
    found = mail.read(data)
    assert "words" in found.text
    assert found.about.published == ""


def test_what_is_no_message_is_refused() -> None:
    with pytest.raises(mail.BadMail):
        mail.read(b"\n\nwords")


@pytest.mark.parametrize(
    "data",
    [
        b"Content-Type: multipart/mixed; boundary=b\nSubject: x\n\n" + b"--b\n\nx\n" * 40_000,
        b"From: " + b"<" * 300_000 + b"\nSubject: x\n\nbody",
        b"From: a@b.example\n " + b"(a" * 150_000 + b"\nSubject: x\n\nbody",
        b"Subject: x\nContent-Type: text/plain; " + b"a*0=b; " * 40_000 + b"\n\nbody",
        b"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain;\n "
        + b"a*0=b; " * 40_000,
        b"Subject: " + b"=?utf-8?q?=41?= " * 20_000 + b"\n\nbody",
    ],
    ids=["parts", "angles", "comments", "parameters", "parameters of a part", "encoded words"],
)
def test_what_the_parser_would_read_over_and_over_is_refused_at_once(data: bytes) -> None:
    begin = time.process_time()
    with pytest.raises(TooMuch):
        mail.read(data)
    assert time.process_time() - begin < 2
