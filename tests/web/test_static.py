"""Our few files, by name and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from tereze_web.static import FILES


@pytest.mark.parametrize("name", FILES)
def test_each_file_is_there_with_its_kind(client: Any, name: str) -> None:
    answer = client.get(f"/static/{name}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == FILES[name][1]
    assert len(answer.content) > 100


@pytest.mark.parametrize("name", ["settings.py", "..%2fsettings.py", "", "office.css%00.js"])
def test_no_other_file_can_be_had(client: Any, name: str) -> None:
    assert client.get(f"/static/{name}").status_code == 404


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".js")])
def test_no_script_writes_markup(name: str) -> None:
    script = FILES[name][0].read_text("utf-8")
    for sink in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert sink not in script
