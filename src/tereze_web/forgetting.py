"""What a process remembers of names it compared, dropped when the register is closed.

Names that were analysed and compared are remembered, so that the next comparison is quick. That is many people's names,
and after the lock nobody may find them here.
"""

from __future__ import annotations

import gc
from functools import _lru_cache_wrapper

ROOMS = ("tereze.", "tereze_web.")


def forget() -> int:
    """Empty every bounded memory of our own modules; how many there are. Tables, which are not bounded, stay."""
    found = [one for one in gc.get_objects() if type(one) is _lru_cache_wrapper and _is_ours(one)]
    for one in found:
        one.cache_clear()
    return len(found)


def _is_ours(memory: _lru_cache_wrapper[object]) -> bool:
    module = str(getattr(memory, "__module__", ""))
    return module.startswith(ROOMS) and memory.cache_parameters()["maxsize"] is not None
