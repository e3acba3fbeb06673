"""What `tereze export` refuses to write over."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any


def test_a_folder_or_a_device_is_not_replaced(filled: Any, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for place in (tmp_path, pipe):
        answer = filled("export", str(place))
        assert answer.code == 2
        assert "is no file" in answer.err
    assert pipe.is_fifo()
