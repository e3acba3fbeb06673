"""Readers: sheets and tables into drafts with their places in the source. Pure: nothing is written anywhere."""
