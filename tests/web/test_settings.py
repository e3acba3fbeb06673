"""Safe settings, and nothing that could be switched to unsafe ones."""

from __future__ import annotations

import subprocess
import sys

from tereze_web import settings

SECRET = "from tereze_web import settings; print(settings.SECRET_KEY)"


def test_there_is_no_debug_mode_and_only_this_machine_is_answered() -> None:
    assert settings.DEBUG is False
    assert settings.ALLOWED_HOSTS == ["127.0.0.1", "localhost"]


def test_no_database_and_no_application_of_django() -> None:
    assert {one["ENGINE"] for one in settings.DATABASES.values()} <= {"django.db.backends.dummy"}
    assert settings.INSTALLED_APPS == []


def test_cookies_stay_with_this_site() -> None:
    assert settings.CSRF_COOKIE_SAMESITE == "Strict"
    assert settings.CSRF_COOKIE_HTTPONLY is True


def test_the_secret_is_new_at_every_start() -> None:
    made = {
        subprocess.run([sys.executable, "-c", SECRET], capture_output=True, text=True, check=True).stdout for _ in "ab"
    }
    assert len(made) == 2
    assert all(len(one.strip()) >= 64 for one in made)
