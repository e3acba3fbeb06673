"""The addresses of the entrance and of one's own page: signing in and out, factors, visits, language, locks."""

from __future__ import annotations

from tereze_web import lan
from tereze_web.addresses import BOTH, DO, OPEN, SIGNED, Page
from tereze_web.static import static_file

from . import enter, keyed, own

PAGES = (
    Page("static/<str:name>", static_file, OPEN),
    Page("enter/", enter.enter, OPEN, BOTH),
    Page("enter/second/", enter.second, OPEN, BOTH),
    Page("enter/passkey/ask/", keyed.ask_in, OPEN, DO),
    Page("enter/passkey/", keyed.come_in, OPEN, DO),
    Page("enter/<str:token>/", enter.once, OPEN, BOTH),
    Page("join/<str:token>/", enter.join, OPEN, BOTH),
    Page("language/", enter.choose_language, OPEN, DO),
    Page("leave/", enter.leave, SIGNED, DO),
    Page("lock/", enter.lock, SIGNED, DO),
    Page("trust/", lan.trust, OPEN),
    Page("trust/tereze-office.crt", lan.certificate, OPEN),
    Page("again/", own.again, SIGNED, BOTH),
    Page("again/passkey/ask/", keyed.ask_again, SIGNED, DO),
    Page("again/passkey/", keyed.prove_again, SIGNED, DO),
    Page("me/", own.me, SIGNED),
    Page("me/app/", own.app, SIGNED, BOTH, fresh=True),
    Page("me/app.svg", own.app_picture, SIGNED, fresh=True),
    Page("me/app/drop/", own.drop_app, SIGNED, DO, fresh=True),
    Page("me/codes/", own.codes, SIGNED, DO, fresh=True),
    Page("me/passkeys/ask/", keyed.ask_new, SIGNED, DO, fresh=True),
    Page("me/passkeys/", keyed.keep_new, SIGNED, DO, fresh=True),
    Page("me/passkeys/drop/", own.drop_passkey, SIGNED, DO, fresh=True),
    Page("me/passphrase/", own.passphrase, SIGNED, BOTH, fresh=True),
    Page("me/visits/end/", own.end_visit, SIGNED, DO),
)
