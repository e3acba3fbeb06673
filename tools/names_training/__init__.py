"""Learning the numbers of `resources/names/weights.json` from the attested names and a labelled set of pairs."""
