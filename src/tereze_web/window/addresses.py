"""The addresses of the window: assessment, positions, claims, incidents, steps and forecasts."""

from __future__ import annotations

from tereze_web.addresses import BOTH, DO, Page

from . import assessment, figures, forecasts, incidents, positions, steps

PAGES: tuple[Page, ...] = (
    Page("window/", assessment.assessment, "read"),
    Page("window/sign/", assessment.sign, "import", DO),
    Page("window/inbox/", assessment.inbox, "import", DO),
    Page("window/figures/<str:figure>/", figures.figure, "read"),
    Page("window/positions/", positions.positions, "read"),
    Page("window/positions/new/", positions.new, "import", BOTH),
    Page("window/claims/", positions.claims, "read"),
    Page("window/incidents/", incidents.incidents, "read"),
    Page("window/incidents/new/", incidents.new, "import", BOTH),
    Page("window/steps/", steps.steps, "read"),
    Page("window/steps/new/", steps.new, "import", BOTH),
    Page("window/forecasts/", forecasts.forecasts, "read"),
    Page("window/forecasts/score/", forecasts.score, "import", DO),
    Page("window/forecasts/ours/", forecasts.score_ours, "import", DO),
)
