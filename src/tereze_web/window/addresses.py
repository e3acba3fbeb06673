"""The addresses of the window: positions, incidents, interventions, assessment."""

from __future__ import annotations

from tereze_web.addresses import Page

PAGES: tuple[Page, ...] = ()
