"""At the receive desk a documenter works on what they took in themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tereze.actions import imports
from tereze_web.office import Office

PREPARED = ("interview-1", "interview-2", "article-1", "post-1")


@pytest.fixture
def signed(office: Office, signed: Callable[..., Any]) -> Callable[..., Any]:
    """As everywhere; and a documenter took in what the register began with."""

    def make(*roles: str) -> Any:
        browser = signed(*roles)
        if "documenter" in roles:
            with office.desk(office.actor_of("someone")) as desk:
                for local in PREPARED:
                    source = desk.register.index.source_by_local(local)
                    imports.write(desk, [], "import", source.id if source else "")
        return browser

    return make
