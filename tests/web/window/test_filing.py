"""One way for every form: shown empty, shown again, taken in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tereze_web.office import Office

from .test_incidents import TYPED
from .test_positions import post

Signed = Callable[..., Any]


@pytest.mark.parametrize("name", ["positions", "incidents", "steps"])
def test_an_empty_form_works_without_a_script_and_labels_every_field(signed: Signed, name: str) -> None:
    text = signed().get(f"/window/{name}/new/").content.decode()
    form = text.partition('<form method="post" novalidate>')[2].partition("</form>")[0]
    fields = form.count("<input id=") + form.count("<select id=") + form.count("<textarea id=")
    assert fields == form.count("<label for=") > 10


def test_who_may_not_judge_files_all_the_same(office: Office, signed: Signed, number: Callable[[str], str]) -> None:
    person = number("interview-1/wife")
    documenter = signed("documenter")
    answer = post(documenter, "/window/incidents/new/", TYPED | {"against": person})
    assert answer.status_code == 302
    assert "named by the register number" not in signed("analyst").get(f"/people/{person}/").content.decode()


def test_a_publisher_is_not_asked(signed: Signed) -> None:
    assert signed("publisher").get("/window/incidents/new/").status_code == 404
