"""Fictional people in published lists, for tests of who may be shown as one person."""

from __future__ import annotations


def listed(sheet: str, born: str = "1979", extra: str = "", consent: str = "") -> str:
    """A published list with one man in it, confirmed by two; `extra` are further lines about him."""
    ground = "" if consent else "ground: {kind: published_source, confirmed_by: [ana, ben]}"
    return f"""
tereze: source/1
source:
  id: {sheet}
  kind: official_document
  publisher: paper
  language: en
  {consent or ground}
mentions:
  man: {{kind: person, names: [{{text: Erlan Mysalov, lang: en}}], birthDate: "{born}"{extra}}}
  paper: {{kind: organization, names: [{{text: The Fictional Gazette, lang: en}}]}}
statements:
  - about: man
    property: custody
    value: prison
    when: "2018-03"
    where: Yining county
    said_by: [{{voice: paper, role: publishes, basis: document}}]
"""


OBJECTION = "consent: [{given_by: man, capacity: self, covers: [man], purposes: [publication], objects: true}]"
