"""The addresses of the receive desk: receiving, coding, drafts, sources."""

from __future__ import annotations

from tereze_web.addresses import Page

PAGES: tuple[Page, ...] = ()
