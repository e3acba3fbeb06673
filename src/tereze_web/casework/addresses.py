"""The addresses of the register's screens: search, people, matches, lists."""

from __future__ import annotations

from tereze_web.addresses import BOTH, DO, SIGNED, Page

from . import decisions, documents, home, listening, lists, match, page_pictures, people, recordings, search, source

PAGES = (
    Page("", home.home, "verify"),
    Page("search/", search.search, "search", BOTH),
    Page("search/as-you-type/", search.as_you_type, "search"),
    Page("search/<str:sealed>/", search.found, "search"),
    Page("search/<str:sealed>/keep/", search.keep, "draft", DO),
    Page("search/<str:sealed>/export/", search.export, "export", DO, fresh=True),
    Page("people/", people.everyone, "browse"),
    Page("people/<str:number>/", people.person, "browse"),
    Page("people/<str:number>/portrait/", people.portrait, "view"),
    Page("sources/", source.every, "browse"),
    Page("sources/<str:local>/", source.source, "read"),
    Page("sources/<str:local>/page/<str:name>/", page_pictures.picture, SIGNED),
    Page("sources/<str:local>/portrait/", source.portrait, "import", DO),
    Page("recordings/<str:file>/", recordings.recording, "view"),
    Page("recordings/<str:file>/words/", listening.listen, "hear", BOTH),
    Page("documents/", documents.every, "import", BOTH),
    Page("documents/read/", documents.read, "import", DO),
    Page("documents/done/", documents.done, "import", DO),
    Page("documents/drop/", documents.drop, "import", DO),
    Page("review/<str:draft>/", decisions.review, "import", BOTH),
    Page("matches/", match.listed, "browse"),
    Page("matches/second/", match.second, "browse"),
    Page("matches/contradictions/", match.contradicting, "browse"),
    Page("matches/<str:left>/<str:right>/", match.pair, "browse"),
    Page("matches/<str:left>/<str:right>/decide/", match.decide, "judge", DO),
    Page("judgements/<str:judgement>/withdraw/", match.withdraw, "judge", DO),
    Page("judgements/<str:judgement>/confirm/", match.confirm, "judge", DO),
    Page("lists/<str:kind>/", lists.listed, "browse"),
)
