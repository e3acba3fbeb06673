"""What is loaded before anybody asks, so that whoever comes first does not wait for it."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

from django.template import engines

from tereze_web import warming
from tereze_web.run import Running, application


def test_every_template_is_ready_afterwards(office: Any) -> None:
    application(office)
    templates = engines["jinja2"].env
    templates.cache.clear()
    warming.warm()
    made = {name for _, name in templates.cache}
    assert made == set(templates.list_templates(extensions=["html"]))
    assert {"base.html", "casework/home.html", "receiving/receive.html"} <= made


def test_a_server_warms_up_by_itself_and_reads_no_register(office: Any) -> None:
    office.close()
    with Running(office, 0) as running:
        running.warming.join(60)
        assert not running.warming.is_alive()
        assert not office.is_open


def test_the_tables_of_names_and_places_are_loaded() -> None:
    """In a process of its own: here they may be loaded already."""
    ask = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "tereze_web.settings"
django.setup(set_prefix=False)
from tereze_web import warming
from tereze.names import tables
from tereze.resolve import places
before = tables.tables.cache_info().currsize
warming.begin().join()
print(before, tables.tables.cache_info().currsize, "numpy" in __import__("sys").modules)
"""
    told = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["0", "1", "True"]
