"""Small documents made in memory. All people in them are fictional."""

from __future__ import annotations

import io
import zipfile

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
