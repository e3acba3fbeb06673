"""Two fictional lists that name the same people, for samples of a batch. Nobody in them exists."""

from __future__ import annotations

_FIRST = ("Abai", "Bolat", "Daulet", "Erzhan", "Galym", "Kairat", "Murat", "Nurlan", "Olzhas", "Rustem")
_LAST = (
    "Zhakenov",
    "Tolegen",
    "Saparbek",
    "Ryskulov",
    "Ospanov",
    "Mukanov",
    "Kenzhebek",
    "Ilyasov",
    "Bekturov",
    "Akhmetov",
)


def people(count: int) -> list[tuple[str, str]]:
    """(name, date of birth) of up to a hundred people, no two alike."""
    return [
        (f"{_FIRST[at % 10]} {_LAST[at // 10]}", f"19{40 + at * 7 % 50}-{at % 12 + 1:02}-{at * 5 % 28 + 1:02}")
        for at in range(count)
    ]


def sheet(name: str, count: int) -> str:
    """A list of the first `count` of them as a source sheet."""
    lines = [
        f'  p{at}: {{kind: person, names: [{{text: {said}, lang: en}}], birthDate: "{born}"}}'
        for at, (said, born) in enumerate(people(count))
    ]
    return "\n".join(
        [
            "tereze: source/1",
            f"source: {{id: {name}, kind: official_document, publisher: paper, language: en}}",
            "mentions:",
            f"  paper: {{kind: organization, names: [{{text: The Fictional {name}, lang: en}}]}}",
            *lines,
            "",
        ]
    )
