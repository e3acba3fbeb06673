"""Data keys in memory: the reference `KeyStore`. Real ones lie encrypted beside the register (room `store`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence


class MemoryKeyStore:
    """Keys by id, grouped by erasure unit. `entropy(n)` gives n random bytes (`os.urandom` outside tests)."""

    def __init__(self, entropy: Callable[[int], bytes]) -> None:
        self._entropy = entropy
        self._keys: dict[bytes, bytes] = {}
        self._units: dict[str, list[bytes]] = {}

    def issue(self, units: Sequence[str]) -> list[tuple[bytes, bytes]]:
        """One new (kid, key) pair for each erasure unit named, in order."""
        noise = self._entropy(44 * len(units))
        pairs = [(noise[at : at + 12], noise[at + 12 : at + 44]) for at in range(0, len(noise), 44)]
        for unit, (kid, key) in zip(units, pairs, strict=True):
            self._keys[kid] = key
            self._units.setdefault(unit, []).append(kid)
        return pairs

    def get(self, kid: bytes) -> bytes | None:
        """The key, or None when it was destroyed or never ours."""
        return self._keys.get(kid)

    def get_many(self, kids: Sequence[bytes]) -> list[bytes | None]:
        """The same for many, in the same order."""
        return [self._keys.get(kid) for kid in kids]

    def destroy(self, unit: str) -> int:
        """Destroy every key of one erasure unit; how many there were."""
        kids = self._units.pop(unit, [])
        for kid in kids:
            del self._keys[kid]
        return len(kids)

    def destroy_many(self, units: Sequence[str]) -> int:
        """Destroy the keys of several erasure units; how many there were."""
        return sum(map(self.destroy, units))

    def units(self) -> Iterator[tuple[str, int]]:
        """(unit, number of keys) of every erasure unit that still has keys, sorted."""
        return iter(sorted((unit, len(kids)) for unit, kids in self._units.items()))
