"""Every address of the window reads with `read` and writes with `import`."""

from __future__ import annotations

from tereze_web.addresses import LOOK
from tereze_web.window.addresses import PAGES


def test_looking_takes_read_and_writing_takes_import() -> None:
    assert len(PAGES) == 14
    for one in PAGES:
        assert one.needs == ("read" if one.methods == LOOK else "import")
        assert one.route.startswith("window/")
