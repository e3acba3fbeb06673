"""The page that goes with the open data: columns, what was done to protect people, how it may be used."""

from __future__ import annotations

from .inputs import ReleaseInput

_TEXT = """# {title}: open data of {day}

{fictional}Everything here stands on the pages of this release too. Nothing else of the register is in these files.

## Files

- `persons.csv`, `persons.parquet`: one row for each person. Several values are parted by `;`; none is preferred.
- `statements.csv`, `statements.parquet`: one row for each claim, with what stands behind it.
- `entities.ftm.json`: FollowTheMoney entities, one on each line. `Person` is the schema of that name;
  `tereze:Custody` (holder, status, facet, date, location, phase, term) and `tereze:Testimony` (claim,
  independentWitnesses, witnessFloor, documents, officials, possibleWitnesses, sources, denied, refuted) are ours.
- `versions.csv`: changes when what is published of a person changes.

Dates are EDTF (ISO 8601-2). `independent_witnesses` counts people, never articles; `witness_floor` is the same if
unknown informants are one; documents and officials are origins of their own kind. `exact` 0 means "at least".
A cell that a spreadsheet could take for a formula begins with `'`.

## What was done to protect people

Only people covered by a consent or by a ground that two people confirmed are here, as precisely as was agreed. Nobody
under 18, and nobody of whom we do not know that he or she is an adult, is named. Health, treatment, identity numbers,
telephone numbers, addresses and photographs are left out. Ids lead nowhere else. There are no tables that count groups.

Publishing lowers risks, it cannot remove them. A story can show who someone is even without a name.

## Use

The facts may be used freely. Please name the source and the day, keep dates with the statuses, and do not use the data
to find people who do not want to be found.{contact}
"""


def data_readme(inputs: ReleaseInput, day: str) -> str:
    """The text of `data/README.md`."""
    return _TEXT.format(
        title=inputs.title,
        day=day,
        fictional="**Everyone and everything in this collection is invented.**\n\n" if inputs.fictional else "",
        contact=f"\n\nCorrections: {inputs.contact}" if inputs.contact else "",
    )
