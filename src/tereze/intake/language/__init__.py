"""Which language and script a text is in, whole and piece by piece; "und" where it is too short to say."""
