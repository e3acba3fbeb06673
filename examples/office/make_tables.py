"""Make the two messy tables and the picture of a notice board. Everything in them is invented.

Run `python examples/office/make_tables.py` from the top of the repository; the results are checked in beside it.
The mess is on purpose: title and remark rows, a header of two rows, merged cells, placeholders for "unknown", two
people in one cell, dates in five orders, a total row, and an encoding from before UTF-8.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from datetime import date, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
FIXED = datetime(2020, 1, 1)  # noqa: DTZ001  (a workbook knows no time zones)

# number, name, sex, born, entered, place of entry, status, remark; a township spans the rows that follow it
ROSTER: list[tuple[str, list[tuple[object, ...]]]] = [
    ("杰勒阿尕什镇", [
        ("E-001", "巴合提江·努斯普", "男", "1969.02.11", date(2017, 11, 3), "一部", "在学", ""),
        ("E-002", "加娜提·斯拉木汗", "女", "1985年6月", "2017年12月5日", "一部", "在学", ""),
        ("E-003", "哈那提·吐列根", "男", "1991", "2017.12", "一部", "结业", "安排就业"),
        ("E-004", "哈那提·吐列根", "男", "1958-10-02", "2018.1.9", "二部", "在学", "同名"),
        ("E-005", "古丽娜尔·阿曼", "女", "不详", "2018年1月", "二部", "在学", ""),
    ]),
    ("上户镇", [
        ("E-006", "马丹·哈里", "男", "1980.1.30", date(2018, 1, 15), "二部", "在学", ""),
        ("E-007", "赛依森·提列吾", "男", "1976.3.18", "2018.1.22", "二部", "在学", "手机"),
        ("E-008", "努尔波拉提（又名：波拉）·叶森", "男", "1988", "2018.2", "二部", "收监", "12年"),
        ("E-009", "叶尔兰·赛依特哈孜", "男", "—", "2018年", "一部", "在学", ""),
        ("E-010", "库尔曼·阿布地、库尔班·阿布地", "男", "1971、1974", "2018.3.2", "一部", "在学", "兄弟"),
    ]),
    ("玛热勒苏镇", [
        ("E-011", "扎米拉·别依山", "女", "1990年9月9日", "18/03/2018", "三部", "结业", "安排就业"),
        ("E-012", "托合塔尔·居马", "男", "1949", "2018-03-21", "三部", "住院", ""),
        ("E-013", "阿斯哈尔·木拉特", "男", "1995.12.24", "04/05/2018", "三部", "在学", ""),
        ("E-014", "阿衣多斯", "男", "不详", "2018.5", "三部", "在学", "无身份证"),
        ("E-015", "热合买提·苏来曼", "男", "1963.07", "无", "三部", "死亡", "2018年12月"),
        ("E-016", "玛依拉·胡安", "女", "1979", "2018年6月1日", "一部", "回家", ""),
    ]),
]  # fmt: skip

CARDS = """\
Объединение «Ақ Босаға» — картотека (ВЫМЫСЕЛ, fictional);;;;;;;
набирали разные люди, дата и город по-разному; «н/д» = не знаем;;;;;;;
№;Кто пропал (ФИО);Пол;Год / дата рожд.;Откуда;Когда забрали;Что известно;Кто рассказал
Тарбагатай;;;;;;;
1;Бахитжан Нусип;м;11.02.1969;Эмин;3 ноября 2017;лагерь;жена
2;Жанат Исламхан;ж;июнь 1985;Эмин;05.12.2017;лагерь;н/д
3;Канат Тулеген;м;1991;Эмин;дек. 2017;фабрика;брат
3а;Канат Тулеген (старший);м;02.10.1958;Эмин;9/1/2018;лагерь;внук
4;Мадан Гали;муж.;30.01.80;Эмин, Верхнее Село;15.01.2018;лагерь;?
5;Талгат Рыскул;м;8.8.1977;Эмин;янв. 2018;лагерь;шурин
6;Нурболат (Бола) Есен;м;1988;Эмин;февраль 2018;тюрьма, 12 лет;дядя
7;Асхар Мурат;м;24.12.1995;Эмин;04.05.2018;лагерь;мать
8;Курман и Курбан Абди, братья;м;1971, 1974;Эмин;2.03.2018;лагерь;сосед
9;Замира Бейсан;ж;9.09.1990;Эмин;весной 2018;фабрика;сама позвонила
Алтай;;;;;;;
10;Ерлан Сейтказы;м;1991;Хабахэ;ноябрь 2017;лагерь;двоюродный брат
11;Кульпаш Нурым;ж;неизв.;Бурчун;12/13/2017;домашний арест;сестра
12;Рысбек Токтар;м;03/04/1966;Алтай;03/04/2018;лагерь;дочь
13;неизв.;м;-;Алтай;нет данных;забрали;дочь Рысбека (о соседе)
Или;;;;;;;
№;Кто пропал (ФИО);Пол;Год / дата рожд.;Откуда;Когда забрали;Что известно;Кто рассказал
14;Жолдыбай Касен;м;05.04.1968;Чжаосу;27.02.2018;лагерь;дети
15;Сабира Токтамыс;ж;1979;Хочэн;дек. 2017;«освобождена», фабрика;золовка
16;Эзимет Полатжан;м;окт. 1973;Инин;апрель 2018;лагерь;родные
17;Бейбит Жумаш;м;31.02.1970;Текес;2018;лагерь;отец
18;;ж;1999;Текес;2018;лагерь;н/д
19;Толеужан Аскар;м;1987;Нилка;17 июл 2018;умер;два друга
Итого: 20;;;;;;;
"""


def roster(path: Path) -> None:
    """Write the leaked roster: title over all columns, header of two rows, merged townships, a total row."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.created = book.properties.modified = FIXED
    sheet = book.active
    sheet.title = "名册"
    sheet.append(["额敏县学员名册（虚构 FICTIONAL）"])
    sheet.merge_cells("A1:I1")
    sheet.append([])
    sheet.append(["乡镇", "编号", "姓名", "性别", "出生", "入学", None, "现状", "备注"])
    sheet.append([None, None, None, None, None, "时间", "部", None, None])
    for column in "ABCDEHI":
        sheet.merge_cells(f"{column}3:{column}4")
    sheet.merge_cells("F3:G3")
    for township, rows in ROSTER:
        first = sheet.max_row + 1
        for row in rows:
            sheet.append([township if sheet.max_row + 1 == first else None, *row])
        sheet.merge_cells(f"A{first}:A{sheet.max_row}")
    sheet.append(["合计", None, f"{sum(len(rows) for _, rows in ROSTER)}人"])
    notes = book.create_sheet("说明")
    notes.append(["在学 = 关押中；结业 = 转入工厂；收监 = 判刑；回家 = 在家监视。以上均为虚构。"])
    book.save(path)
    _settle(path)


def _settle(path: Path) -> None:
    """Pack the workbook again with fixed times, so that the same rows give the same bytes."""
    with zipfile.ZipFile(path) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    properties = members["docProps/core.xml"].decode()
    modified = FIXED.strftime("%Y-%m-%dT%H:%M:%SZ")
    members["docProps/core.xml"] = re.sub(r"(?<=W3CDTF\">)[^<]+", modified, properties).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as packed:
        for name, body in members.items():
            packed.writestr(zipfile.ZipInfo(name, FIXED.timetuple()[:6]), body)


def cards(path: Path) -> None:
    """Write the card index in Windows-1251, which has no Kazakh letters: what the typists lacked stays lacking."""
    plain = CARDS.translate(str.maketrans("қғҚҒ", "кгКГ"))
    path.write_bytes(plain.replace("\n", "\r\n").encode("cp1251"))


def notice_board(path: Path, width: int = 320, height: int = 200) -> None:
    """Write a grey board with white slips of paper as a PNG; nobody's face, nobody's hand."""
    slips = [(40, 30, 240, 40), (40, 85, 100, 90), (180, 85, 100, 40)]
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        for x in range(width):
            inside = any(left <= x < left + w and top <= y < top + h for left, top, w, h in slips)
            rows.append(235 if inside else 110)
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = _chunk(b"IHDR", header) + _chunk(b"tEXt", b"Comment\x00FICTIONAL, drawn by a program")
    body += _chunk(b"IDAT", zlib.compress(bytes(rows), 9)) + _chunk(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + body)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


if __name__ == "__main__":
    roster(HERE / "tables" / "emin-roster.xlsx")
    cards(HERE / "tables" / "office-cards.csv")
    notice_board(HERE / "files" / "notice-board.png")
