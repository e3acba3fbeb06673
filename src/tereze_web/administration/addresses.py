"""The addresses of administration: state, people, visits, tokens, the trail, vocabularies; and of publishing."""

from __future__ import annotations

from tereze_web.addresses import DO, Page

from . import overview, people, publish, trail, vocabulary

PAGES: tuple[Page, ...] = (
    Page("administration/", overview.overview, "audit"),
    Page("administration/verify/", overview.verify, "audit", DO),
    Page("administration/people/", people.everybody, "administer"),
    Page("administration/people/invite/", people.invite, "administer", DO, fresh=True),
    Page("administration/people/roles/", people.give_roles, "administer", DO, fresh=True),
    Page("administration/people/remove/", people.remove, "administer", DO, fresh=True),
    Page("administration/visits/", people.visits, "administer"),
    Page("administration/visits/end/", people.end_visits, "administer", DO),
    Page("administration/tokens/", people.tokens, "administer"),
    Page("administration/tokens/make/", people.make_token, "administer", DO, fresh=True),
    Page("administration/tokens/end/", people.end_token, "administer", DO),
    Page("administration/trail/", trail.trail, "audit"),
    Page("administration/words/", vocabulary.vocabulary, "audit"),
    Page("publish/", publish.overview, "publish"),
    Page("publish/people/", publish.people, "publish"),
    Page("publish/preview/", publish.preview, "publish", DO, fresh=True),
    Page("publish/propose/", publish.propose, "publish", DO, fresh=True),
    Page("publish/approve/", publish.approve, "publish", DO, fresh=True),
    Page("publish/decline/", publish.decline, "publish", DO),
)
