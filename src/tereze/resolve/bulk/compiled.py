"""The one door to numba: typed decorators, so that kernels stay checked by mypy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

F = TypeVar("F", bound=Callable[..., Any])


def compiled(function: F) -> F:
    """`function` compiled to machine code on first use and cached on disk; releases the GIL.

    With NUMBA_DISABLE_JIT=1 in the environment the plain Python runs instead, with the same results (tested).
    """
    return cast("F", njit(cache=True, nogil=True, error_model="numpy")(function))


def inlined(function: F) -> F:
    """As `compiled`, and written into its callers: for small functions on which arrays would be handed over a million
    times."""
    return cast("F", njit(cache=True, nogil=True, error_model="numpy", inline="always")(function))


def apart(function: F) -> F:
    """As `compiled`, for loops whose arrays never overlap: told so, the processor takes many places of them at once.

    numba lets LLVM know only inside its own parallel loops; where it has no such door the loop is merely slower.
    """
    made = compiled(function)
    compiler: Any = getattr(made, "_compiler", None)
    if hasattr(compiler, "_customize_flags"):
        compiler._customize_flags = _apart
    return made


def _apart(flags: Any) -> Any:
    flags.noalias = True
    return flags
