"""A first mapping, proposed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tereze.intake import mapping, tables
from tereze.intake.drafts import Refusal
from tereze.intake.plan import Mapping
from tereze.intake.rows import NoTable

from .conftest import NOW, SECRET

RUSSIAN = (
    "№;ФИО;Пол;Дата рожд.;Национальность;Когда задержан;Статус;Примечание\n"
    "1;А Б;м;25.12.1980;казах;13.01.2018;лагерь;-\n"
    "2;В Г;ж;н/д;казах;14.01.2018;тюрьма;x\n"
    "3;Д Е;ж;31.03.1985;уйгур;н/д;лагерь;\n"
)


def propose(tmp_path: Path, text: str, name: str = "Список 1.csv") -> str:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return mapping.draft(path)


def test_columns_are_recognised_by_name_and_value(tmp_path: Path) -> None:
    text = propose(tmp_path, RUSSIAN)
    for line in (
        'row_id: "№"',
        "date_order: dmy",
        'placeholders: ["-", "н/д"]',
        '  "ФИО": name',
        '  "Пол": {property: gender, values: {"ж": female, "м": male}}',
        '  "Дата рожд.": birthDate',
        '  "Национальность": ethnicity',
        '  "Примечание": notes',
        '    column: "Статус"',
        '      "лагерь": null  # 2',
        '    when: "Когда задержан"',
    ):
        assert line in text, line


def test_a_proposal_is_a_mapping_and_says_that_it_is_one_to_review(tmp_path: Path) -> None:
    text = propose(tmp_path, RUSSIAN)
    assert "Nothing here is confirmed" in text
    plan = tmp_path / "m.yaml"
    plan.write_text(text, "utf-8")
    assert isinstance(mapping.read(plan), Mapping)
    parsed = list(tables.read(tmp_path / "Список 1.csv", plan, secret=SECRET, recorded=NOW))
    assert not [one for one in parsed if isinstance(one, Refusal)]


def test_no_custody_status_is_ever_proposed(tmp_path: Path) -> None:
    assert "null" in propose(tmp_path, RUSSIAN).split("values:  #")[1]


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        (["12/25/1980", "01/02/1981"], "date_order: mdy"),
        (["25/12/1980", "01/02/1981"], "date_order: dmy"),
        (["25/12/1980", "12/25/1981"], "keeps to none"),
    ],
)
def test_the_order_of_dates(tmp_path: Path, dates: list[str], said: str) -> None:
    assert said in propose(tmp_path, "name,date of birth\n" + "".join(f"A{n},{date}\n" for n, date in enumerate(dates)))


def test_dates_that_could_be_either_give_no_order(tmp_path: Path) -> None:
    assert "date_order" not in propose(tmp_path, "name,date of birth\nA,01/02/1980\nB,03/04/1981\n")


def test_a_list_without_ids_says_so(tmp_path: Path) -> None:
    assert "# row_id: no column" in propose(tmp_path, "nombre,edad\nA,30\nB,31\n")


def test_chinese_and_spanish_names(tmp_path: Path) -> None:
    text = propose(tmp_path, "编号,姓名,性别,出生日期,民族,现状\n1,甲,男,1980,哈萨克,在学\n2,乙,女,不详,哈萨克,收监\n")
    assert '"姓名": name' in text
    assert '"出生日期": birthDate' in text
    assert 'row_id: "编号"' in text
    spanish = propose(tmp_path, "id,nombre,sexo,fecha_de_nacimiento,estado_civil\n1,A,Masculino,1950,Casado\n")
    assert '"nombre": name' in spanish
    assert '"estado_civil": marital_status' in spanish


def test_relatives_are_left_to_a_sheet(tmp_path: Path) -> None:
    assert "code it in a sheet" in propose(tmp_path, "nombre,familiares\nA,B (esposo)\n")


def test_few_values_are_shown_and_many_are_not(tmp_path: Path) -> None:
    few = propose(tmp_path, "name,block\n" + "".join(f"N{n},{n % 2}\n" for n in range(40)))
    assert '"block": ignore  # 40 filled, 2 different: "0", "1"' in few
    many = propose(tmp_path, "name,secret\n" + "".join(f"N{n},value{n}\n" for n in range(40)))
    assert "value7" not in many


def test_repeated_headers_and_headings_are_not_counted(tmp_path: Path) -> None:
    text = propose(tmp_path, "n,name,sex\nNorth,,\n1,A,m\nn,name,sex\n2,B,f\n")
    assert "(2 rows looked at)" in text


def test_a_file_that_is_no_table(tmp_path: Path) -> None:
    with pytest.raises(NoTable):
        propose(tmp_path, "")


def test_a_column_of_sexes_needs_no_name(tmp_path: Path) -> None:
    assert '"x": {property: gender, values: {"f": female, "m": male}}' in propose(tmp_path, "name,x\nA,m\nB,f\n")


def test_two_columns_that_look_like_ids_are_one_id_and_a_question(tmp_path: Path) -> None:
    text = propose(tmp_path, "id,код,name\n1,a,A\n2,b,B\n")
    assert 'row_id: "id"' in text
    assert '"код": ignore' in text


def test_a_date_of_arrest_alone_is_left_to_be_named(tmp_path: Path) -> None:
    text = propose(tmp_path, "name,date of arrest\nA,2018\nB,2019\n")
    assert "value: missing  # if that is what this list is of" in text
    assert 'when: "date of arrest"' in text


def test_a_column_of_dates_that_holds_none_is_no_date(tmp_path: Path) -> None:
    assert '"date of birth": ignore' in propose(tmp_path, "name,date of birth\nA,spring\nB,summer\n")


def test_a_joined_table_or_no_table_at_all(tmp_path: Path) -> None:
    assert "header" not in propose(tmp_path, '[{"id": 1, "name": "A"}]', "a.json")
