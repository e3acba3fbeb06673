"""The addresses of the JSON interface."""

from __future__ import annotations

from tereze_web.addresses import Page

PAGES: tuple[Page, ...] = ()
