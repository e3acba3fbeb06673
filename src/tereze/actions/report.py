"""What an import did: accepted, refused and warned of, as formats/person-view.md prints it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tereze.intake.drafts import Reference


@dataclass(slots=True)
class ImportReport:
    """Grows while the import runs; `document()` is the contract."""

    accepted: list[str] = field(default_factory=list)  # ids of sheets
    documents: list[str] = field(default_factory=list)  # files of judgements and changes of which something went in
    unchanged: list[str] = field(default_factory=list)
    refused: list[dict[str, Any]] = field(default_factory=list)
    warnings: list[dict[str, Any]] = field(default_factory=list)
    entries: int = 0
    rows: int = 0
    suggestions: int = 0
    named: list[tuple[str, Reference]] = field(default_factory=list)  # (file, a source it names): may come later

    def refuse(self, file: str, line: int, key: str, error: str, hint: str = "", *, row: bool = False) -> None:
        """Note something that was not taken in, and why. `line` is a row of a table where `row` is True."""
        where = {"row": line} if row else {}
        self.refused.append({"file": file, "line": line, **where, "key": key, "error": error, "hint": hint})

    def warn(self, file: str, line: int, key: str, warning: str, hint: str = "", *, count: int = 1) -> None:
        """Note something that was taken in and should be looked at; `count` is how often it occurs."""
        found = {"file": file, "line": line, "key": key, "warning": warning, "hint": hint}
        self.warnings.append(found | ({"count": count} if count > 1 else {}))

    def accept(self, ref: str) -> None:
        """Note a sheet that went in; once, however often it came."""
        if ref not in self.accepted:
            self.accepted.append(ref)

    def accept_document(self, file: str) -> None:
        """Note a file of judgements or changes of which something went in, or was here already."""
        if file not in self.documents:
            self.documents.append(file)

    @property
    def exit_code(self) -> int:
        """0 when all went in, 3 when some were refused."""
        return 3 if self.refused else 0

    def document(self) -> dict[str, Any]:
        """The import report, version 1."""
        return {
            "tereze": "import/1",
            "accepted": self.accepted,
            "documents": self.documents,
            "unchanged": self.unchanged,
            "refused": self.refused,
            "warnings": self.warnings,
            "entries": self.entries,
            "rows": self.rows,
            "suggestions": self.suggestions,
        }
