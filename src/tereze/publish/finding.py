"""What a check found: a message id with values, a severity, and which public page it is about."""

from __future__ import annotations

from tereze.model.value import Value

STOPS, HIGH, LOW = "stops", "high", "low"
ORDER = (STOPS, HIGH, LOW)


class Finding(Value, frozen=True):
    """severity: "stops" (nothing is published), "high" (look before you approve), "low" (good to know).

    check: which check found it; message: what, in plain English, without the name of anyone; on: a public id or a path
    """

    severity: str
    check: str
    message: str
    on: str = ""


def ordered(findings: list[Finding]) -> tuple[Finding, ...]:
    """Worst first, then in a stable order."""
    return tuple(sorted(set(findings), key=lambda f: (ORDER.index(f.severity), f.check, f.on, f.message)))
