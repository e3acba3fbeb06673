"""Compile the attested names into `resources/names/compiled.json`: `python -m tools.compile_names`."""

from __future__ import annotations

from tereze.model import resources
from tereze.names.compiled import FILE, digest, dump
from tereze.names.lexicon import compile_tables


def main() -> None:
    """Write the compiled lexicon."""
    folder = resources.path("names")
    place = folder.parent / FILE
    place.write_text(dump(compile_tables(), digest(folder)), "utf-8")
    print(f"wrote {place}")


if __name__ == "__main__":
    main()
