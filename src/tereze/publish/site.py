"""Write the site: one page for each person and language as the people stream by, then lists and the fixed pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from tereze.names import fold

from .events import Ground, incidents, positions
from .locale import Catalogue
from .person import Published
from .saydate import say_date
from .search import SearchIndex
from .tell import Teller, person_path
from .window import Window
from .writing import direction

_HERE = Path(__file__).resolve().parent
_MENU = (
    ("search", "index.html"), ("people", "people/1.html"), ("claims", "claims.html"), ("window", "window.html"),
    ("method", "method.html"), ("corrections", "corrections.html"), ("about", "about.html"),
)  # fmt: skip
ON_A_PAGE = 250
_HOLE = re.compile(r"\[\[(title|head|main|path)\]\]")
DATA_FILES = (
    "README.md", "persons.csv", "statements.csv", "entities.ftm.json", "versions.csv", "persons.parquet",
    "statements.parquet",
)  # fmt: skip


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )


@cache
def _template(name: str) -> Template:
    return _environment().get_template(name)


class Site:
    """One site in one or several languages; the first is at the top of the folder, the others each in their own."""

    def __init__(self, folder: Path, languages: Sequence[Catalogue], about: dict[str, Any], day: str) -> None:
        self.folder, self.languages, self.about, self.day = folder, tuple(languages), about, day
        self.index = SearchIndex()
        self.window = Window()
        self._lists: list[list[tuple[tuple[int, str, str], dict[str, str]]]] = [[] for _ in self.languages]
        self._made: set[Path] = set()
        self._shells: dict[tuple[str, str, str], list[str]] = {}

    # --- while people stream by ---------------------------------------------------------------------------------
    def person(self, person: Published) -> None:
        """Write the pages of one person and note them for the lists and the search."""
        self.index.add(person)
        self.window.take(person)
        path = person_path(person.id)
        for at, t in enumerate(self.languages):
            tell = Teller(person, t, "../../")
            who, last = tell.title(), tell.last()
            fig, rows = tell.timeline()
            note = {"initials": t("person.initials_note"), "full": ""}.get(person.identity, t("person.unnamed_note"))
            self._write(
                "person.html", t, path, "people",
                id=person.id, who=who, also=tell.also(), note=note, last=last, fig=fig, rows=rows,
                conflicts=tell.conflicts(), groups=tell.groups(), family=tell.family(), sources=tell.sources(),
            )  # fmt: skip
            named = person.name_for(t.code) is not None
            order = (0 if named else 1, fold(who.text) if named else person.id, person.id)
            entry = {"text": who.text, "lang": who.lang, "dir": who.dir, "last": last[0] if last else "", "href": path}
            self._lists[at].append((order, entry))

    # --- at the end ---------------------------------------------------------------------------------------------
    def finish(self, ground: Ground, totals: Sequence[tuple[str, int]], *, parquet: bool) -> None:
        """Write the lists, the fixed pages and what all pages share. `parquet`: whether those files will be there."""
        files = [file for file in DATA_FILES if parquet or not file.endswith(".parquet")]
        persons = len(self._lists[0])
        for at, t in enumerate(self.languages):
            self._people(t, [entry for _, entry in sorted(self._lists[at], key=lambda one: one[0])])
            said = {"positions": list(positions(ground, t)), "incidents": list(incidents(ground, t))}
            intro_dir = direction(self.about["intro"])
            numbers = [(t(f"total.{key}"), n) for key, n in totals]
            self._write("index.html", t, "index.html", "search", persons=persons, totals=numbers, intro_dir=intro_dir)
            self._write("claims.html", t, "claims.html", "claims", **said)
            self._write("window.html", t, "window.html", "window", **self.window.page(ground, t, self.day))
            self._write("method.html", t, "method.html", "method")
            self._write("corrections.html", t, "corrections.html", "corrections")
            self._write("about.html", t, "about.html", "about", data_files=files, intro_dir=intro_dir)
        for name, table in self.window.tables(ground, self.day):
            file = self.folder / "data" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(table)
        assets = self.folder / "assets"
        assets.mkdir(exist_ok=True)
        for file in sorted((_HERE / "static").iterdir()):
            (assets / file.name).write_bytes(file.read_bytes())
        (assets / "names.js").write_text(self.index.script(), "utf-8")

    def _people(self, t: Catalogue, entries: list[dict[str, str]]) -> None:
        chunks = [entries[at : at + ON_A_PAGE] for at in range(0, len(entries), ON_A_PAGE)] or [[]]
        jumps = [(at + 1, chunk[0]["text"].split()[0][:8] if chunk else "") for at, chunk in enumerate(chunks)]
        for at, chunk in enumerate(chunks):
            shown = [entry | {"href": "../" + entry["href"]} for entry in chunk]
            self._write(
                "people.html", t, f"people/{at + 1}.html", "people",
                entries=shown, n=at + 1, total=len(chunks), jumps=jumps if len(chunks) > 1 else [],
            )  # fmt: skip

    def _write(self, template: str, t: Catalogue, path: str, here: str, **values: Any) -> None:
        first = t is self.languages[0]
        up, root = "../" * path.count("/"), "" if first else "../"
        module = _template(template).new_context({**values, "t": t, "up": up, "root": root, "site": self.about})
        blocks = _template(template).blocks
        parts = {name: "".join(blocks[name](module)) if name in blocks else "" for name in ("title", "head", "main")}
        parts["path"] = path
        pieces = self._shell(t, up, root, here)
        text = "".join(piece if at % 2 == 0 else parts[piece] for at, piece in enumerate(pieces))
        target = self.folder / path if first else self.folder / t.code / path
        if target.parent not in self._made:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(target.parent)
        target.write_bytes(text.encode())

    def _shell(self, t: Catalogue, up: str, root: str, here: str) -> list[str]:
        """What all pages of a kind share, rendered once; at the odd places stands what to fill in there."""
        key = (t.code, up, here)
        if key not in self._shells:
            text = _template("base.html").render(
                t=t, up=up, root=root, here=here, others=self._others(t, up),
                site=self.about | {"menu": _MENU, "date": say_date(self.day, t.code)},
            )  # fmt: skip
            self._shells[key] = _HOLE.split(text)
        return self._shells[key]

    def _others(self, t: Catalogue, up: str) -> list[dict[str, str]]:
        root = "" if t is self.languages[0] else "../"
        return [
            {
                "href": f"{up}{root}{'' if one is self.languages[0] else one.code + '/'}[[path]]",
                "tag": one.tag,
                "dir": one.dir,
                "name": one("lang.name"),
            }
            for one in self.languages
            if one is not t
        ]
