"""Linkage at scale: columns in, scored pairs and clusters out, compiled. Same rules as the first engine, in bulk."""
