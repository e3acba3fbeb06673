"""Outside series are read, named and kept apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from tereze.watch.series import NotASeries, read_series

YEARLY = """country_name,year,v2x,v2x_codelow,v2x_codehigh,cown
Model,2019.0,0.3,0.2,0.4,705.0
Model,2018.0,0.5,,,705.0
Other,2018.0,0.9,0.8,1.0,1.0
"""
EVENTS = """event_date,country,sub_event_type
2019-03-16,Model,Peaceful protest
2019-03-20,Model,Peaceful protest
2019-04-01,Model,Arrests
2019-04-01,Other,Arrests
"""


def test_a_yearly_series_with_its_interval() -> None:
    (found,) = read_series(YEARLY, "invented", "model")
    assert (found.name, found.country, found.origin) == ("v2x", "model", "invented")
    assert [(p.when, p.value, p.low, p.high) for p in found.points] == [
        ("2018", 0.5, None, None),
        ("2019", 0.3, 0.2, 0.4),
    ]


def test_events_are_counted_by_month_and_kind() -> None:
    found = {series.name: series.points for series in read_series(EVENTS, "invented", "Model")}
    assert [(p.when, p.value) for p in found["Peaceful protest"]] == [("2019-03", 2.0)]
    assert [(p.when, p.value) for p in found["Arrests"]] == [("2019-04", 1.0)]


def test_a_country_without_rows_has_no_series() -> None:
    assert read_series(YEARLY, "invented", "Nowhere") == ()


@pytest.mark.parametrize(
    ("text", "why"), [("", "countries"), ("a,b\n1,2\n", "countries"), ("country,b\nModel,2\n", "years")]
)
def test_a_file_that_is_none_is_refused(text: str, why: str) -> None:
    with pytest.raises(NotASeries, match=why):
        read_series(text, "invented", "Model")


@pytest.mark.shared
@pytest.mark.parametrize("file", ["fh", "fh_full", "vdem_simple", "wgi", "bti", "eiu", "polity5"])
def test_the_files_of_their_makers_are_read(shared: Path, file: str) -> None:
    text = (shared / "data" / "civic_space" / f"{file}_central_asia.csv").read_text("utf-8")
    found = read_series(text, file, "Kazakhstan")
    assert found
    assert all("1990" < point.when < "2030" for series in found for point in series.points)
    assert not {"GWn", "cown", "in_GW_system", "year"} & {series.name for series in found}
    for series in found:
        whens = [point.when for point in series.points]
        assert whens == sorted(whens)


@pytest.mark.shared
def test_the_makers_own_interval_is_kept(shared: Path) -> None:
    text = (shared / "data" / "civic_space" / "vdem_simple_central_asia.csv").read_text("utf-8")
    found = {series.name: series for series in read_series(text, "V-Dem", "Kazakhstan")}
    assert all(point.low is not None for point in found["v2x_libdem"].points)
    assert not any(name.endswith(("_codelow", "_codehigh")) for name in found)
