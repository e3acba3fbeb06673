"""What can go wrong with a ledger, in words for the person at the keyboard.

`BadLedger` (exit code 8) is the family of everything that is not as it was signed: damage or tampering.
"""

from __future__ import annotations

from tereze.model.errors import BadInput, Damaged, KeyProblem, NotAllowed, TerezeError


class NotCanonical(BadInput):
    """A payload that format 1 cannot hold."""

    message = "A payload cannot be written to the ledger: {0}."
    hint = "Allowed: an object with ASCII keys, whole numbers below 2^53, no fractions, no NUL, depth of 32 at most."


class BadLedger(Damaged):
    """Something in a ledger or a bundle is not what was signed."""

    hint = "Run `tereze verify` and compare with a partner's copy before going on."


class BadEntry(BadLedger):
    """An entry that is not in the form of format 1."""

    message = "An entry is not well formed: {0}."


class BadDisclosure(BadLedger):
    """A disclosed statement that does not belong to the entry."""

    message = "The disclosed statement does not belong to this entry: {0}."
    hint = "Ask for the disclosure again, with the entry it was made from."


class BadNote(BadLedger):
    """A signed note that is malformed, or whose signature is missing or wrong."""

    message = "A signed note is not valid: {0}."


class BadProof(BadLedger):
    """A Merkle proof that leads elsewhere."""

    message = "A proof does not lead to the signed root: {0}."


class BadLog(BadLedger):
    """A log whose entries do not add up to its signed checkpoint."""

    message = "The log {0} is not what its checkpoint says: {1}."


class BadGenesis(BadLedger):
    """The first entry of a log does not fit its origin."""

    message = "The first entry of a log is not valid: {0}."


class FrozenLog(NotAllowed):
    """Our own log has two histories; nothing may be added to it any more."""

    message = "The log {0} was continued in two places, so nothing can be added to it."
    hint = "Start a new log for this installation that names the old one; both histories stay readable."


class ReadOnlyLedger(NotAllowed):
    """This ledger was opened without a signing key."""

    message = "This register was opened for reading; nothing can be added."
    hint = "Unlock the register with the installation's own key store."


class CannotOpen(KeyProblem):
    """The key at hand does not open this entry."""

    message = "An entry cannot be opened: {0}."
    hint = "Use the key store of this register, or the custodian's own key for a witness entry."


class BadCustodianKey(BadInput):
    """A custodian's key that cannot be read."""

    message = "A custodian's key cannot be read: {0}."
    hint = "A public key starts with “tereze-custodian/” and is one line; ask the custodian to send it again."


class BadRecipient(BadInput):
    """A public key that a bundle cannot be sealed to."""

    message = "“{0}” is not a key a bundle can be sealed to."
    hint = "A recipient's key is one line that starts with “age1”."


class BadBundle(BadLedger):
    """A bundle that cannot be read to its end. Nothing of it was taken over."""

    message = "The bundle is damaged or incomplete: {0}. Nothing of it was taken over."
    hint = "Copy it again from where it came from, or ask the sender for a new one."


class HugeBundle(BadBundle):
    """A bundle beyond the limits, so that it could fill the disk or the memory."""

    message = "The bundle is larger than allowed: {0}. Nothing of it was taken over."
    hint = "If you expect one this large from this sender, raise the limit for this import."


class NewerBundle(BadInput):
    """A bundle, or something in it, written by a newer Tereze."""

    message = "The bundle uses something this version does not know: {0}. Nothing of it was taken over."
    hint = "Update Tereze and import the same file again; it is not damaged."


class LockedBundle(KeyProblem):
    """A bundle sealed to other keys than ours."""

    message = "The bundle cannot be opened with this key: {0}."
    hint = "It was sealed to somebody else, or it is damaged. Give the sender your public key and ask for a new one."


class ForeignBundle(NotAllowed):
    """A bundle of another register, or of an installation nobody here vouches for."""

    message = "The bundle holds a log that is not ours to take: {0}."
    hint = "Compare the key with your partner by telephone; then name it as trusted and import again."


class GapInLog(BadInput):
    """A stretch of a log that begins after the last entry we have."""

    message = "The bundle continues the log {0} at entry {1}, but only {2} entries of it are here."
    hint = "Ask the sender for a bundle that starts earlier, or for a full one."


class NothingNew(TerezeError):
    """A bundle of which everything was here already, perhaps an old one sent again."""

    message = "The bundle brings nothing new: all {0} entries of it were here already."
    hint = "If you expected news, ask the sender when it was made; an old bundle sent again does no harm."
