"""Tereze: one register of missing and detained people, in which every fact leads back to its witness."""

import os

# The matrices here are small. Several threads for each of them cost seven times the time on two busy cores, and the
# library reads this once, when it is first loaded. Whoever set it keeps what they set.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
