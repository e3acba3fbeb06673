"""Small documents made in memory. All people in them are fictional."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CORE = (
    '<cp:coreProperties xmlns:cp="a" xmlns:dc="b" xmlns:dcterms="c"><dc:title>Letter</dc:title>'
    "<dc:creator>A. Recorder</dc:creator><dcterms:created>2019-03-04T10:00:00Z</dcterms:created></cp:coreProperties>"
)


def packed(files: dict[str, str | bytes], *, pack: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", pack) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(*paragraphs: str, body: str = "", **files: str | bytes) -> bytes:
    """A DOCX with these paragraphs, and more files by name."""
    inner = body or "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    document = f'<w:document xmlns:w="{WORD}"><w:body>{inner}</w:body></w:document>'
    return packed({"word/document.xml": document, "docProps/core.xml": CORE} | files)


def odt(content: str) -> bytes:
    """An ODT with this XML in its text."""
    spaces = 'xmlns:office="o" xmlns:text="t"'
    xml = f"<office:document-content {spaces}><office:text>{content}</office:text></office:document-content>"
    meta = (
        f'<office:document-meta {spaces} xmlns:dc="d" xmlns:meta="m"><dc:title>List</dc:title>'
        "<meta:initial-creator>B. Writer</meta:initial-creator>"
        "<meta:creation-date>2020-02-01T00:00:00</meta:creation-date></office:document-meta>"
    )
    return packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": xml, "meta.xml": meta})


def pdf(*streams: bytes, pictures: tuple[tuple[int, int, bytes], ...] = ()) -> bytes:
    """A PDF with a page for each stream of drawing commands; `/F1` is Helvetica, `/I0` … are grey pictures."""
    count = len(streams)
    first = 4 + count * 2
    named = b"".join(b"/I%d %d 0 R" % (at, first + at) for at in range(len(pictures)))
    kids = b" ".join(b"%d 0 R" % (4 + 2 * at) for at in range(count))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>/XObject<<%s>>>>>>"
        % (count, kids, named),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for at, stream in enumerate(streams):
        objects.append(b"<</Type/Page/Parent 2 0 R/Contents %d 0 R>>" % (5 + 2 * at))
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
    for width, height, grey in pictures:
        packed_grey = zlib.compress(grey)
        objects.append(
            b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8"
            b"/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (width, height, len(packed_grey), packed_grey)
        )
    return _numbered(objects)


def _numbered(objects: list[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))


def lines(*texts: str, size: int = 12) -> bytes:
    """Drawing commands for lines of text from the top of a page."""
    body = b" ".join(b"(%s) Tj T*" % text.encode("latin-1") for text in texts)
    return b"BT /F1 %d Tf %d TL 60 760 Td %s ET" % (size, size + 4, body)


def png(width: int, height: int, grey: bytes = b"") -> bytes:
    """A grey PNG; without `grey` only its head is true: a picture that claims to be of this size."""
    rows = b"".join(b"\0" + grey[at : at + width] for at in range(0, len(grey), width or 1))
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    chunks = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def tiff(width: int, height: int, *greys: bytes) -> bytes:
    """A TIFF of grey pages."""
    out, link = bytearray(b"II*\0\0\0\0\0"), 4
    for grey in greys:
        at = len(out)
        out += grey + b"\0" * (len(grey) % 2)
        struct.pack_into("<I", out, link, len(out))
        tags = {256: width, 257: height, 258: 8, 259: 1, 262: 1, 273: at, 277: 1, 278: height, 279: width * height}
        out += struct.pack("<H", len(tags)) + b"".join(struct.pack("<HHII", tag, 4, 1, tags[tag]) for tag in tags)
        link = len(out)
        out += struct.pack("<I", 0)
    return bytes(out)


def from_pgm(pgm: bytes) -> tuple[int, int, bytes]:
    """Width, height and grey bytes of a PGM."""
    _, size, _, grey = pgm.split(b"\n", 3)
    width, height = map(int, size.split())
    return width, height, grey
