"""Where the pieces of a derived text stand in the original, as a file of its own beside the text.

JSON: `{"text_sha256", "segments": [[begin, end, page, seconds]], "words": [[begin, end, sure, page, [x, y, w, h]]]}`.
A screen needs it to show the picture beside the words; without it a locator still counts in the text.
"""

from __future__ import annotations

import json

from tereze.intake.reading.derived import Derived, Recognised, Segment

MEDIA_TYPE = "application/vnd.tereze.places+json"


def written(document: Derived) -> bytes:
    """The places of a document."""
    segments = [[one.begin, one.end, one.page, one.seconds] for one in document.segments]
    words = [[*one[:4], one.xywh] for one in document.words]
    return json.dumps({"text_sha256": document.sha256, "segments": segments, "words": words}).encode()


def parsed(data: bytes) -> tuple[str, tuple[Segment, ...], tuple[Recognised, ...]]:
    """What `written` wrote: the digest of the text it belongs to, its segments, its words."""
    held = json.loads(data)
    segments = tuple(
        Segment(begin, end, page, tuple(seconds) if seconds else None) for begin, end, page, seconds in held["segments"]
    )
    words = tuple(Recognised(begin, end, sure, page, tuple(box)) for begin, end, sure, page, box in held["words"])
    return held["text_sha256"], segments, words
