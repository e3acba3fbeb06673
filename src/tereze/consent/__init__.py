"""What may be shown to whom for what: a `PersonCase` goes in, a smaller one comes out (docs/methods/publishing.md)."""

from .decision import Decision, Reason
from .forbidden import Forbidden
from .places import by_parts
from .publishable import publishable
from .redact import redact

__all__ = ["Decision", "Forbidden", "Reason", "by_parts", "publishable", "redact"]
