"""The addresses of the entrance: signing in and out, language, locks."""

from __future__ import annotations

from tereze_web.addresses import BOTH, DO, OPEN, SIGNED, Page
from tereze_web.static import static_file

from . import enter

PAGES = (
    Page("static/<str:name>", static_file, OPEN),
    Page("enter/", enter.enter, OPEN, BOTH),
    Page("enter/<str:token>/", enter.once, OPEN, BOTH),
    Page("language/", enter.choose_language, OPEN, DO),
    Page("leave/", enter.leave, SIGNED, DO),
    Page("lock/", enter.lock, SIGNED, DO),
)
