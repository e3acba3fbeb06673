"""`similarity`: what any user may rely on."""

from __future__ import annotations

from tereze.names import similarity


def test_same_name_in_three_scripts_beats_another_name() -> None:
    """The case the module exists for."""
    assert similarity("Гүлзира Әуелхан", "古孜拉·阿瓦尔汗") > similarity("Гүлзира Әуелхан", "Gulnar Tursunova")


def test_unreadable_is_zero() -> None:
    assert similarity("12345", "Aigul") == 0.0
