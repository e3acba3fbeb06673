"""Value types, vocabularies and errors: the words every other room speaks. Knows no other room."""
