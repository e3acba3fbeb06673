"""What a release was, and what its checks found."""

from __future__ import annotations

from tereze.model.value import Value

from .differences import Differences
from .finding import Finding


class Report(Value, frozen=True):
    """What was published and what was found.

    digest: SHA-256 (hex) of `release.json`, for the ledger; withheld: message id → how many people
    sources: the register's ids of the sources whose statements are shown, for the ledger; never in the release
    """

    persons: int
    named: int
    withheld: dict[str, int]
    findings: tuple[Finding, ...]
    differences: Differences
    files: int
    size: int
    digest: str
    languages: tuple[str, ...]
    at: str
    sources: tuple[str, ...] = ()
