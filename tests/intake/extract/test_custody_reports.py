"""Custody as reports tell it: releases by a noun, former detainees, study, lists, and what must not be read as any."""

from __future__ import annotations

import pytest
from spoken import held

Told = list[tuple[str, str, str]]
RELEASES: tuple[tuple[str, Told], ...] = (
    (
        "Aset Kenzhe was held in a camp near Korla until his release in November 2018.",
        [("Aset Kenzhe", "internment", ""), ("Aset Kenzhe", "released", "2018-11")],
    ),
    ("Since her arrest in May, Roza Kenzhe has lost two teeth.", [("Roza Kenzhe", "police_custody", "2018-05")]),
    ("Aset Kenzhe lived in Emin until his arrest in June 2018.", [("Aset Kenzhe", "police_custody", "2018-06")]),
    ("Aset Kenzhe was a vet. After his detention the shop closed.", [("Aset Kenzhe", "police_custody", "")]),
    ("Aset Kenzhe was a vet. He saw her before his transfer to prison.", [("Aset Kenzhe", "prison", "")]),
    ("Aset Kenzhe fell ill after his transfer to a camp in Artux.", [("Aset Kenzhe", "internment", "")]),
    ("Roza Kenzhe has lived in Almaty since her release last year.", [("Roza Kenzhe", "released", "2018")]),
    ("Following her release from the camp, Roza Kenzhe was ill.", [("Roza Kenzhe", "released", "")]),
    ("Roza Kenzhe wrote it down in the week after her release from a camp.", [("Roza Kenzhe", "released", "")]),
    ("Roza Kenzhe has not worked since her release two months ago.", [("Roza Kenzhe", "released", "2019-01~")]),
    ("Neighbours spoke of Aset Kenzhe's arrest in June 2018.", [("Aset Kenzhe", "police_custody", "2018-06")]),
)
INTERNED: tuple[tuple[str, Told], ...] = (
    (
        "Three former detainees recognised it. One, Roza Kenzhe, who was held in Korla for ten months, left.",
        [("Roza Kenzhe", "internment", "")],
    ),
    (
        "The group spoke to former inmates. Roza Kenzhe was held for a year in 2017.",
        [("Roza Kenzhe", "internment", "2017")],
    ),
    ("Aset Kenzhe had been locked up for a year and a half in a centre in Emin.", [("Aset Kenzhe", "internment", "")]),
    ("Aset Kenzhe was kept for eight months in a facility near Emin.", [("Aset Kenzhe", "internment", "")]),
    ("Aset Kenzhe was held at a police station for two days.", [("Aset Kenzhe", "police_custody", "")]),
    ("Aset Kenzhe was detained for five days in a police cell.", [("Aset Kenzhe", "police_custody", "")]),
    ("Aset Kenzhe was locked up in a police cell in Emin.", [("Aset Kenzhe", "police_custody", "")]),
    (
        "The group spoke to former inmates. Roza Kenzhe was held in a cell at a police station.",
        [("Roza Kenzhe", "police_custody", "")],
    ),
    ("Roza Kenzhe was held for two years in Emin.", [("Roza Kenzhe", "police_custody", "")]),
    ("Roza Kenzhe is “undergoing study”, a cousin told her son.", [("Roza Kenzhe", "internment", "")]),
    ("Roza Kenzhe has been undergoing training since May 2018.", [("Roza Kenzhe", "internment", "2018-05/..")]),
    ("Roza Kenzhe was sent to study in October 2018.", [("Roza Kenzhe", "internment", "2018-10")]),
    ("Roza Kenzhe had been sent away to study, a neighbour said.", [("Roza Kenzhe", "internment", "")]),
    ("Roza Kenzhe has been in study since May 2018.", [("Roza Kenzhe", "internment", "2018-05/..")]),
    ("Roza Kenzhe is at a school that she may not leave.", [("Roza Kenzhe", "internment", "")]),
    (
        "A cousin who drives a taxi told her that Roza Kenzhe had been sent to study in May.",
        [("Roza Kenzhe", "internment", "2018-05")],
    ),
    ("Roza Kenzhe was called up for study by the police.", [("Roza Kenzhe", "internment", "")]),
)
TAKEN: tuple[tuple[str, Told], ...] = (
    ("A neighbour saw Roza Kenzhe led out of her house by two men.", [("Roza Kenzhe", "police_custody", "")]),
    ("Roza Kenzhe was walked out of her flat by officers.", [("Roza Kenzhe", "police_custody", "")]),
    ("Roza Kenzhe was taken out of her house by two men in uniform.", [("Roza Kenzhe", "police_custody", "")]),
    ("Roza Kenzhe was dragged out of the shop in May 2018.", [("Roza Kenzhe", "police_custody", "2018-05")]),
    ("Roza Kenzhe was put into a car by officers.", [("Roza Kenzhe", "police_custody", "")]),
    ("Roza Kenzhe was pushed into a van by four men.", [("Roza Kenzhe", "police_custody", "")]),
    ("A cousin watched Aset Kenzhe dragged into a van.", [("Aset Kenzhe", "police_custody", "")]),
    (
        "Aset Kenzhe is a trader. He was stopped at the airport in Urumqi in July 2017.",
        [("Aset Kenzhe", "police_custody", "2017-07")],
    ),
    ("Aset Kenzhe was stopped by border guards at the crossing in Korgas.", [("Aset Kenzhe", "police_custody", "")]),
    (
        "Police freed an old herder on Friday after nine days in a cell.\n\n“I am home,” said Aset Kenzhe, 68.",
        [("Aset Kenzhe", "police_custody", ""), ("Aset Kenzhe", "released", "2019-03-01")],
    ),
    (
        "Police arrested a poet on Friday.\n\n“I read a poem,” said Aset Kenzhe, who was released on Saturday.",
        [("Aset Kenzhe", "police_custody", "2019-03-01"), ("Aset Kenzhe", "released", "2019-03-02")],
    ),
    (
        "Aset Kenzhe is a vet. Officials confirmed in 2018 that he had been detained in Jinghe, Roza Kenzhe said.",
        [("Aset Kenzhe", "police_custody", "")],
    ),
)
LISTED: tuple[tuple[str, Told], ...] = (
    (
        "Line three: Roza Kenzhe, seamstress, visited her sister in 2017; house arrest since then.",
        [("Roza Kenzhe", "house_arrest", "")],
    ),
    ("Roza Kenzhe, nurse: camp since 2017.", [("Roza Kenzhe", "internment", "2017/..")]),
    ("No. 4: Aset Kenzhe, driver; prison since May 2018.", [("Aset Kenzhe", "prison", "2018-05/..")]),
    ("Aset Kenzhe, teacher, two children; arrested in May 2018.", [("Aset Kenzhe", "police_custody", "2018-05")]),
    (
        "His passport lies in a drawer of the village office, Aset Kenzhe said.",
        [("Aset Kenzhe", "papers_withheld", "")],
    ),
    (
        "Aset Kenzhe came from a “skills centre”, he said; by evening he was sewing uniforms.",
        [("Aset Kenzhe", "forced_labour", "")],
    ),
    ("Aset Kenzhe was packing gloves under the eyes of a guard.", [("Aset Kenzhe", "forced_labour", "")]),
    ("Aset Kenzhe left China on a business visa in April.", [("Aset Kenzhe", "left_country", "2018-04")]),
    ("Aset Kenzhe left Xinjiang in May 2018.", [("Aset Kenzhe", "left_country", "2018-05")]),
)
OTHER: tuple[tuple[str, Told], ...] = (
    ("A neighbour saw police lead Aset Kenzhe away.", [("Aset Kenzhe", "police_custody", "")]),
    ("A neighbour saw two men take Aset Kenzhe from his house.", [("Aset Kenzhe", "police_custody", "")]),
    ("A neighbour saw Aset Kenzhe being put into a police car.", [("Aset Kenzhe", "police_custody", "")]),
    ("Aset Kenzhe was fetched from his house by four policemen.", [("Aset Kenzhe", "police_custody", "")]),
    ("Police fetched Aset Kenzhe from the fields.", [("Aset Kenzhe", "police_custody", "")]),
    ("Aset Kenzhe was taken off a train in Korgas by police.", [("Aset Kenzhe", "police_custody", "")]),
    ("Aset Kenzhe was locked up for 13 months.", [("Aset Kenzhe", "police_custody", "")]),
    ("Aset Kenzhe was held at the border in May 2018.", [("Aset Kenzhe", "police_custody", "2018-05")]),
    ("Police released a journalist, Aset Kenzhe, on Friday.", [("Aset Kenzhe", "released", "2019-03-01")]),
    ("Former inmates spoke. Aset Kenzhe was locked up in Korla in 2018.", [("Aset Kenzhe", "internment", "2018")]),
    ("Aset Kenzhe is studying in a closed centre.", [("Aset Kenzhe", "internment", "")]),
    ("Aset Kenzhe was put through “re-education”.", [("Aset Kenzhe", "internment", "")]),
    ("Roza Kenzhe described her time in a camp in Artux.", [("Roza Kenzhe", "internment", "")]),
    ("Roza Kenzhe, nurse, taken in May 2018.", [("Roza Kenzhe", "police_custody", "2018-05")]),
    ("Roza Kenzhe (nurse): sentenced to ten years in 2018.", [("Roza Kenzhe", "prison", "2018")]),
    ("The village office keeps his passport, Aset Kenzhe said.", [("Aset Kenzhe", "papers_withheld", "")]),
    ("Aset Kenzhe was summoned by the police and has not returned.", [("Aset Kenzhe", "missing", "")]),
    ("Roza Kenzhe managed to leave China in 2018.", [("Roza Kenzhe", "left_country", "2018")]),
    ("Police arrested a trader, Aset Kenzhe said.", [("", "police_custody", "")]),
    ("The consulate of Kazakhstan told him that Roza Kenzhe was in a camp.", [("Roza Kenzhe", "internment", "")]),
    (
        "Aset Kenzhe was kept in a centre for ten months and then freed.",
        [("Aset Kenzhe", "internment", ""), ("Aset Kenzhe", "released", "")],
    ),
    ("Roza Kenzhe fled Xinjiang last year.", [("Roza Kenzhe", "left_country", "2018")]),
)
NOT_TOLD = (
    "The consulate of Kazakhstan told him that Roza Kenzhe had been released.",
    "The consulate of China told him that Roza Kenzhe was in a camp.",
    "A neighbour saw Aset Kenzhe take his son from school.",
    "A neighbour saw two men take a photograph of Aset Kenzhe.",
    "Aset Kenzhe was held at the airport for six hours by a snowstorm.",
    "Aset Kenzhe is studying in a language school in Almaty.",
    "Officials told Roza Kenzhe that Aset Kenzhe was “studying”.",
    "Roza Kenzhe described her time in a camp for children in the mountains.",
    "Roza Kenzhe, nurse, wrote about men taken in May 2018.",
    "The bank keeps her papers, Roza Kenzhe said.",
    "Roza Kenzhe hopes to flee China.",
    "Nobody has managed to leave China since 2018, Roza Kenzhe said.",
    "Aset Kenzhe was summoned by the police and went home at noon.",
    "Police fetched water, Aset Kenzhe said.",
    "Police released a report by Aset Kenzhe on Friday.",
    "Roza Kenzhe will wait until his release.",
    "Roza Kenzhe vowed that she was going to write until his release.",
    "Aset Kenzhe is due to stay there until his release in 2025.",
    "Roza Kenzhe spoke about her film's release in May.",
    "Roza Kenzhe fears her arrest.",
    "Roza Kenzhe asked for her transfer to another school.",
    "Roza Kenzhe is undergoing training as a nurse in Almaty.",
    "Roza Kenzhe is undergoing treatment.",
    "Aset Kenzhe was sent to study in Almaty by his father.",
    "Aset Kenzhe was sent to study medicine.",
    "Aset Kenzhe had gone to study in Ankara.",
    "Aset Kenzhe went to study abroad in 2016.",
    "Villagers are sent to study, officials said.",
    "Anyone with a relative abroad is undergoing training, the notice says.",
    "Was Roza Kenzhe sent to study?",
    "Roza Kenzhe was not sent to study.",
    "Roza Kenzhe could be sent to study.",
    "Roza Kenzhe was taken out to dinner by her sister.",
    "Roza Kenzhe walked out of her house.",
    "Roza Kenzhe led the visitors out of her house.",
    "Roza Kenzhe was led out of court by her lawyer.",
    "Aset Kenzhe was put into a car and taken home by his son.",
    "Aset Kenzhe was helped into a car by his son.",
    "Aset Kenzhe was stopped at the border and turned back.",
    "Aset Kenzhe was stopped at a checkpoint for ten minutes.",
    "The talks were stopped at the border.",
    "Roza Kenzhe was sewing uniforms in Almaty.",
    "Roza Kenzhe is making shoes in Istanbul.",
    "House arrest is a light punishment, Roza Kenzhe said.",
    "Roza Kenzhe opposes two things: house arrest and fines.",
    "Roza Kenzhe knows of three ways: camp, prison or exile.",
    "The spokesman said: prison is for criminals.",
    "Roza Kenzhe's passport lies in a drawer at home.",
    "Roza Kenzhe did not leave China.",
    "Roza Kenzhe wants to leave China.",
    "A company left China in 2018, Roza Kenzhe said.",
    "Thousands left China in 2018, Roza Kenzhe said.",
    "Officials confirmed that a road had been closed, Aset Kenzhe said.",
    "Aset Kenzhe is a vet. Officials denied that he had been detained, Roza Kenzhe said.",
    "Aset Kenzhe is a vet. Officials promised that he would be freed, Roza Kenzhe said.",
    "Former detainees were held in high regard, Roza Kenzhe said.",
)


@pytest.mark.parametrize(("text", "expected"), RELEASES + INTERNED + TAKEN + LISTED + OTHER)
def test_what_is_told(text: str, expected: Told) -> None:
    assert sorted(held(text)) == expected


@pytest.mark.parametrize("text", NOT_TOLD)
def test_what_is_not(text: str) -> None:
    assert held(text) == []
