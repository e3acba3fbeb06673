"""Training of what `tereze.intake` reads documents with: languages, and the tagger of names."""
