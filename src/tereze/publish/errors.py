"""What can go wrong on the way to a release, said so that the publisher can act on it."""

from __future__ import annotations

from tereze.model.errors import MachineFailed, NotAllowed, TerezeError, WrongUse

from .report import Report


class NotApproved(NotAllowed):
    """A release needs two different people behind it."""

    message = "A release needs the approval of two different people; {0} approved this one."
    hint = "Ask a second person to look at the report of the check, then give both names."


class NoSuchLanguage(WrongUse):
    """The interface strings do not exist in this language."""

    message = "There are no interface strings for “{0}”."
    hint = "Languages: {1}."


class WeakSecret(WrongUse):
    """The secret of a release line is too short to protect the ids."""

    message = "The secret of the release line has {0} bytes; it needs at least 32."
    hint = "Make one with `tereze init`, and keep it with the keys."


class CheckFailed(TerezeError):
    """The built release did not pass its checks; nothing was put in place."""

    message = "Nothing was published: {0} of the checks that stop a release found something. First: {1}"
    hint = "See the report (`--report FILE`), correct the entries in question, and publish again."
    exit_code = 1

    def __init__(self, *values: object, report: Report) -> None:
        self.report = report
        super().__init__(*values)


class NotAFolder(WrongUse):
    """The place for the release is taken by something that is not a release."""

    message = "“{0}” exists and is not a release; it is left alone."
    hint = "Name an empty or a new folder, or one that holds an earlier release."


class CannotWrite(MachineFailed):
    """The machine refused to write the release."""

    message = "The release could not be written: {0}."
    hint = "Check free space and permissions; nothing that was published before has been touched."
