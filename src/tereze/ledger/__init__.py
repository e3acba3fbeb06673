"""The ledger: entries sealed for good, signed logs of them, merging, bundles and replay.

Start with `protocol.py` (the doors), then `sealing.py` (one entry), `logs.py` (many), `merge.py` (somebody else's).
The format for strangers: docs/formats/ledger.md.
"""
