"""Release what may be released: a static site and open data, checked, signed, put in place at once."""

from .errors import CheckFailed, NotApproved
from .finding import Finding
from .inputs import ReleaseInput
from .release import release
from .report import Report
from .serve import server

__all__ = ["CheckFailed", "Finding", "NotApproved", "ReleaseInput", "Report", "release", "server"]
