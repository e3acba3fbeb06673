"""What the derived tables answer to reviewers: what waits, what was answered, what contradicts what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from tereze.model.judgements import Judgement
from tereze.model.records import Record
from tereze.resolve.gain import Gain
from tereze.resolve.judgements import Skipped


class SuggestionRow(NamedTuple):
    """Two mentions that may be one person: score in [0, 1] and the reasons as (rule, points, sentence)."""

    left: str
    right: str
    score: float
    reasons: tuple[tuple[str, float, str], ...]


class Waiting(NamedTuple):
    """A suggestion nobody has answered, and what asking about it is worth."""

    row: SuggestionRow
    gain: Gain


class Standing(NamedTuple):
    """Whether a judgement stands, and who stands behind it (with those who confirmed it), in order of name."""

    stands: bool
    reviewers: tuple[str, ...]


class Answer(NamedTuple):
    """What a standing judgement says of a mention and another: `says` is 1 same, 0 unsure, -1 different."""

    mention: str
    other: str
    judgement: str
    says: int


class Waits(NamedTuple):
    """How many of each wait for a person: unanswered suggestions, merges with one reviewer, contradictions."""

    suggestions: int
    unconfirmed: int
    contradictions: int


class Reviews(Protocol):
    """Look-ups, none of which reads more than its answer and what lies around it."""

    def judgements_about(self, mentions: Sequence[str]) -> tuple[Judgement, ...]:
        """Judgements that name one of these, with what confirmed them or took them back, by time and id.

        A batch comes without its pairs: it may have a hundred thousand.
        """

    def judged(self, ids: Sequence[str]) -> dict[str, Standing]:
        """Judgement id → whether it stands and who stands behind it; unknown ids are left out."""

    def unconfirmed(self, limit: int, offset: int = 0) -> list[str]:
        """Ids of merges that stand and have one person behind them, oldest first."""

    def answers(self, mentions: Sequence[str]) -> tuple[Answer, ...]:
        """What standing judgements say of these mentions, in order."""

    def contradictions(self) -> tuple[Skipped, ...]:
        """Merges that could not be applied because somebody judged two of the people different."""

    def suggestion(self, left: str, right: str) -> SuggestionRow | None:
        """The suggestion about two mentions, in either order."""

    def waiting(self, limit: int, offset: int = 0) -> list[Waiting]:
        """Suggestions whose mentions are not one person, nor held apart, nor answered “unsure”, most gain first."""

    def waits(self) -> Waits:
        """How much waits for a person."""

    def shown(self, mentions: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Mention → lines whose last release shows the person anchored to it; others are left out."""

    def concerning(self, mentions: Sequence[str]) -> tuple[Record, ...]:
        """Submissions and interventions for these mentions, in order of id."""
