"""Search keys: cheap, script-independent words under which a name and its other spellings are both filed."""

from __future__ import annotations

from .prepare import Prepared, prepare
from .tables import tables


def keys(name: str | Prepared) -> set[str]:
    """Keys of a name; two spellings of one name share at least one key nearly always."""
    ready = name if isinstance(name, Prepared) else prepare(name)
    bones = [{skeleton(r.symbols) for r in word.readings} for word in ready.words]
    found = {f"w:{bone}" for each in bones for bone in each if len(bone) > 1}
    for at, each in enumerate(bones):
        for other in bones[at + 1 :]:
            found |= {"p:" + "+".join(sorted((one[:2], two[:2]))) for one in each for two in other if one and two}
    return found


def skeleton(reading: bytes) -> str:
    """The consonant classes of a reading, liquids as one, doubles once."""
    classes = tables().classes
    out = ""
    for symbol in reading:
        letter = "L" if classes[symbol] == "R" else classes[symbol]
        if letter != "-" and not out.endswith(letter):
            out += letter
    return out
