"""The addresses of administration: people, sessions, publishing, backup."""

from __future__ import annotations

from tereze_web.addresses import Page

PAGES: tuple[Page, ...] = ()
