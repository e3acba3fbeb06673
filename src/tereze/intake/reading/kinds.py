"""What a file is, by its first bytes and by its name: where the two disagree it is refused, not guessed."""

from __future__ import annotations

from pathlib import PurePath

_MAGIC = (
    (b"%PDF-", "pdf"), (b"PK\x03\x04", "zip"), (b"{\\rtf", "rtf"), (b"\xd0\xcf\x11\xe0", "old office"),
    (b"\x89PNG", "picture"), (b"\xff\xd8\xff", "picture"), (b"GIF8", "moving picture"), (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"), (b"ID3", "sound"), (b"OggS", "sound"), (b"RIFF", "sound or video"),
    (b"fLaC", "sound"), (b"\x1aE\xdf\xa3", "video"), (b"MZ", "program"), (b"\x7fELF", "program"),
    (b"7z\xbc\xaf", "packed file"), (b"Rar!", "packed file"), (b"\x1f\x8b", "packed file"), (b"BZh", "packed file"),
)  # fmt: skip
_BY_NAME = {
    ".txt": "text", ".md": "text", ".html": "html", ".htm": "html", ".xhtml": "html", ".docx": "docx", ".docm": "docx",
    ".odt": "odt", ".rtf": "rtf", ".eml": "mail", ".srt": "subtitles", ".vtt": "subtitles", ".pdf": "pdf",
    ".png": "picture", ".jpg": "picture", ".jpeg": "picture", ".tif": "picture", ".tiff": "picture", ".webp": "picture",
}  # fmt: skip
_BEGINS = {"pdf": "pdf", "docx": "zip", "odt": "zip", "rtf": "rtf", "picture": "picture"}
_STILL = {b"heic", b"heix", b"mif1", b"msf1", b"avif"}
_RECORDING = "it is a recording; write down what is said as SRT or VTT, then `tereze evidence hear`"
_HINTS = {
    "moving picture": "it is a picture of a kind that is not read; save it as PNG or JPEG",
    "sound": _RECORDING,
    "sound or video": _RECORDING,
    "video": _RECORDING,
    "web archive": "it is a web archive; take it in with `tereze evidence archive`",
    "program": "it is a program",
    "packed file": "it is a packed file; unpack it first",
    "picture": "it is a picture under another name; give it the ending of its kind (.png, .jpg, .tif, .webp)",
    "old office": "it is in an old office format; save it as DOCX or ODT",
}


class WrongKind(ValueError):
    """A file that is not what its name says, or of no kind that is read."""


def kind(name: str, head: bytes) -> str:
    """text, html, docx, odt, rtf, mail, subtitles, pdf or picture. Raises `WrongKind` with the reason."""
    by_name = _BY_NAME.get(PurePath(name).suffix.lower())
    by_bytes = next((found for magic, found in _MAGIC if head.startswith(magic)), "")
    if head[4:8] == b"ftyp":
        by_bytes = "moving picture" if head[8:12] in _STILL else "video"
    if name.lower().endswith((".warc", ".warc.gz", ".wacz")):
        by_bytes = "web archive"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        by_bytes = "picture"
    if by_name in _BEGINS:
        if _BEGINS[by_name] != by_bytes:
            raise WrongKind(f"its name says {by_name}, its content is something else")
        return by_name
    if by_bytes in _HINTS:
        raise WrongKind(_HINTS[by_bytes])
    if by_bytes:
        raise WrongKind(f"its content is {by_bytes}, its name says {by_name or 'nothing'}")
    if by_name is None:
        raise WrongKind("files of this kind are not read")
    if _binary(head):
        raise WrongKind("it holds bytes that are not text")
    return by_name


def _binary(head: bytes) -> bool:
    """Zero bytes beyond those of UTF-16, or many control characters."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    zeros = head.count(0)
    if zeros:
        one_side = max(head[::2].count(0), head[1::2].count(0))
        return one_side < zeros or zeros * 10 < len(head) * 2
    return sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in head) * 50 > len(head)
