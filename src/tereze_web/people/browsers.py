"""What a list of visits calls a browser: its kind and system, nothing that could tell two of a kind apart."""

from __future__ import annotations

KINDS = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chromium"), ("Safari/", "Safari"))
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"),
           ("Linux", "Linux"))  # fmt: skip


def browser_of(said: str) -> str:
    """Such as “Firefox, Windows”; empty for what is not known."""
    found = (next((name for mark, name in table if mark in said), "") for table in (KINDS, SYSTEMS))
    return ", ".join(filter(None, found))
