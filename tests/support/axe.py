"""What axe-core finds serious or critical on the page a browser shows (WCAG 2.2 AA): one helper for all tests."""

from __future__ import annotations

import json
from pathlib import Path

import axe_playwright_python
from chromium import Browser

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
RULES = "{resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}"
GRAVE = frozenset({"serious", "critical"})
OPEN_ALL = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"


def serious(browser: Browser) -> list[str]:
    """Rule, place and why of each grave violation, with everything that folds unfolded."""
    browser.run(OPEN_ALL)
    browser.call("Runtime.evaluate", expression=AXE)
    found = json.loads(browser.run(f"axe.run(document, {RULES}).then((r) => JSON.stringify(r.violations))"))
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:120]} {one['nodes'][0]['failureSummary']}"
        for one in found
        if one["impact"] in GRAVE
    ]
