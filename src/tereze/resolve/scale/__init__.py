"""The compiled engine: linking a million records on one machine (docs/methods/linkage.md)."""
