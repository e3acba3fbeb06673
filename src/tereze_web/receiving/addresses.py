"""The addresses of the receive desk: receiving, coding, drafts, sources."""

from __future__ import annotations

from tereze_web.addresses import BOTH, DO, SIGNED, Page

from . import code, head, known, opening, pick, receipt, receive

PAGES: tuple[Page, ...] = (
    Page("receive/", receive.receive, "import", BOTH),
    Page("receive/keep/", receive.keep, "import", DO),
    Page("receive/before/", receive.before, "import", DO),
    Page("receive/known/", known.door, "lookup", DO),
    Page("receive/drop/", receive.drop, "import", DO),
    Page("receive/consent/<str:tongue>/", receive.consent, "import"),
    Page("receive/begun/<str:local>/", receive.resume, "import"),
    Page("receive/<str:local>/receipt/", receipt.receipt, "import"),
    Page("receive/<str:local>/files/", receipt.attach, "attach", DO),
    Page("code/", code.every, "import"),
    Page("code/new/", code.begin, "import"),
    Page("code/<str:local>/check/", code.check, "import", BOTH),
    Page("code/<str:local>/hand/", code.hand, "import", DO),
    Page("code/<str:local>/drop/", code.drop, "import", DO),
    Page("code/<str:local>/known/", known.coded, "import", DO),
    Page("code/<str:local>/keep/<str:section>/", code.keep, "import", DO),
    Page("code/<str:local>/<str:section>/", code.part, "import", BOTH),
    Page("sources/<str:local>/head/", head.head, "correct head", BOTH),
    Page("sources/<str:local>/pick/", pick.pick, "import", DO),
    Page("sources/<str:local>/open/", opening.opened, "view", DO),
    Page("sources/<str:local>/picture/<str:name>/", opening.picture, "view"),
    Page("sources/<str:local>/read/", pick.read, SIGNED, DO),
)
