"""Files of own regions that are right, and files that are not: each with what is said of it, and where."""

from __future__ import annotations

import io
import random
import zipfile
from typing import Any

from progress_files import FORMULAS, PROTOTYPE, SCRIPTS, TURNED

from clusterpolicy.models import own_data

SECTIONS = "ABCDEFGHIJKLMNOP"
GVA = [f"gva_{section}" for section in SECTIONS]
NAME = "Город Ёлкино"
# A region that lives on mining, with a decimal in every figure.
FIGURES = [1200.5, 3.25, 98000.75, *(10.5 * number for number in range(1, 14))]
VALUES = dict(zip(GVA, FIGURES, strict=True))
ROWS = [{"name": NAME, "year": 2010, "values": VALUES}]


def written(
    *,
    mark: str = ",",
    decimal: str = ".",
    name: str = NAME,
    year: str = "2010",
    end: str = "\r\n",
    changes: dict[str, str] | None = None,
) -> str:
    """Return a file with one region as a spreadsheet writes it."""
    cells = {column: str(value).replace(".", decimal) for column, value in VALUES.items()} | (changes or {})
    lines = [["name", "year", *cells], [name, year, *cells.values()]]
    return end.join(mark.join(line) for line in lines) + end


def spreadsheet() -> bytes:
    """Return a file that begins as those of spreadsheets do."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", "<worksheet/>")
    return file.getvalue()


def binary() -> bytes:
    """Return bytes by chance, as a picture holds them."""
    return b"\x89PNG\r\n\x1a\n" + random.Random(1).randbytes(5000)


COMMA = written()
SEMICOLON = written(mark=";", decimal=",")
TWO_YEARS = SEMICOLON + SEMICOLON.splitlines()[1].replace(";2010;", ";2011;")
REMARKS = (
    "# Made by hand\r\n"
    + SEMICOLON.replace("name;", "name;# note;").replace(NAME, f"{NAME};as published")
    + "# the end;;\r\n"
)
QUOTED = '"name","year","gva_A"\n"City ""North"", centre",2010,"1 234,5"\n'

# Name: (bytes, rows).
RIGHT: dict[str, tuple[bytes, list[dict[str, Any]]]] = {
    "comma, utf-8": (COMMA.encode(), ROWS),
    "comma, utf-8 with mark": (COMMA.encode("utf-8-sig"), ROWS),
    "comma, cp1251": (COMMA.encode("cp1251"), ROWS),
    "semicolon, decimal comma, cp1251": (SEMICOLON.encode("cp1251"), ROWS),
    "semicolon, decimal comma, utf-8 with mark": (SEMICOLON.encode("utf-8-sig"), ROWS),
    "semicolon, decimal point": (written(mark=";").encode(), ROWS),
    "tab, decimal comma": (written(mark="\t", decimal=",").encode(), ROWS),
    "line ends of old": (written(end="\r").encode(), ROWS),
    "line ends of unix, none at the end": (written(end="\n").rstrip().encode(), ROWS),
    "empty lines and spaces": (COMMA.replace(",", " , ").replace("\r\n", "\r\n\r\n ,, \r\n").encode(), ROWS),
    "capitals in the header": (
        COMMA.replace("name", "Name").replace("year", "YEAR").replace("gva_A", "GVA_a").encode(),
        ROWS,
    ),
    "remarks in rows and columns": (REMARKS.encode(), ROWS),
    "two years": (TWO_YEARS.encode("cp1251"), [*ROWS, ROWS[0] | {"year": 2011}]),
    "year as a float": (written(year="2010.0").encode(), ROWS),
    "a figure left empty": (
        written(changes={"gva_B": ""}).encode(),
        [ROWS[0] | {"values": {column: value for column, value in VALUES.items() if column != "gva_B"}}],
    ),
    "quotes, thousands, one column": (
        QUOTED.encode(),
        [{"name": 'City "North", centre', "year": 2010, "values": {"gva_A": 1234.5}}],
    ),
    "no-break thousands and a real minus": (
        "name;year;gva_A;gva_B\nX;2010;\u22121\u00a0234,5;2\u202f000\n".encode(),
        [{"name": "X", "year": 2010, "values": {"gva_A": -1234.5, "gva_B": 2000}}],
    ),
    "exponent": (
        b"name,year,gva_A\nX,2010,1.5e3\n",
        [{"name": "X", "year": 2010, "values": {"gva_A": 1500}}],
    ),
    "empty cells far to the right": (
        b"name,year,grp" + b"," * 300 + b"\nX,2010,1" + b" ," * 300 + b"\n" + b"," * 300 + b"\n",
        [{"name": "X", "year": 2010, "values": {"grp": 1}}],
    ),
    "a line end inside quotes": (
        b'name,year,gva_A\n"North\nSouth",2010,1\n',
        [{"name": "North South", "year": 2010, "values": {"gva_A": 1}}],
    ),
}

TEXT_IN_A_NUMBER = written(mark=";", decimal=",", changes={"gva_C": "много"})
TWICE = SEMICOLON + SEMICOLON.splitlines()[1] + "\r\n"
LARGE = (SEMICOLON + "#" * 99 + "\r\n" * 2).encode("cp1251") + b"# remark\r\n" * (10 * 1024 * 1024 // 10)

# Name: (bytes, message id, row, column) - row and column where they exist.
WRONG: dict[str, tuple[bytes, str, int | None, str | int | None]] = {
    "missing column name": (COMMA.replace("name", "region").encode(), "own-column-missing", 1, "name"),
    "missing column year": (
        SEMICOLON.replace("year", "# year").encode("cp1251"),
        "own-column-missing",
        1,
        "year",
    ),
    "text in a number": (TEXT_IN_A_NUMBER.encode("cp1251"), "own-not-a-number", 2, "gva_C"),
    "duplicate region": (TWICE.encode("cp1251"), "own-region-twice", 3, "name"),
    "10 MB": (LARGE, "own-too-large", None, None),
    "binary": (binary(), "own-not-text", None, None),
    "spreadsheet": (spreadsheet(), "own-spreadsheet", None, None),
    "utf-16": (COMMA.encode("utf-16"), "own-not-text", None, None),
    "zeros": (bytes(1000), "own-not-text", None, None),
    "empty": (b"", "own-empty", None, None),
    "blank": (b" \r\n\r\n", "own-empty", None, None),
    "remarks alone": (b"# nothing\n", "own-empty", None, None),
    "header alone": (COMMA.splitlines()[0].encode(), "own-empty", None, None),
    "markup": (b"<html><body>name,year</body></html>", "own-column-missing", 1, "name"),
    "column twice": (COMMA.replace("gva_B", "gva_A").encode(), "own-column-twice", 1, "gva_A"),
    "unknown column": (COMMA.replace("gva_B", "gva_Q").encode(), "own-column-unknown", 1, "gva_Q"),
    "no figures": (b"name,year\nX,2010\n", "own-no-figures", 1, None),
    "decimal comma between commas": (
        written(decimal=",").encode(),
        "own-cell-outside",
        2,
        19,
    ),
    "name missing": (written(name="").encode(), "own-cell-empty", 2, "name"),
    "year missing": (written(year="").encode(), "own-cell-empty", 2, "year"),
    "row without figures": (b"name,year,gva_A,grp\nX,2010,1,2\nX,2011,,\n", "own-row-empty", 3, None),
    "long name": (written(name="я" * 61).encode(), "own-name-long", 2, "name"),
    "year of long ago": (written(year="1989").encode(), "own-year", 2, "year"),
    "half a year": (written(mark=";", year="2010,5").encode(), "own-year", 2, "year"),
    "year in words": (written(year="two thousand").encode(), "own-year", 2, "year"),
    "point and comma": (
        written(mark=";", decimal=",", changes={"gva_D": "1.5"}).encode(),
        "own-decimal-marks",
        2,
        "gva_D",
    ),
    "marks between thousands": (
        written(mark=";", changes={"gva_D": "1,234.5"}).encode(),
        "own-not-a-number",
        2,
        "gva_D",
    ),
    "dash for missing": (written(changes={"gva_D": "-"}).encode(), "own-not-a-number", 2, "gva_D"),
    "nan": (written(changes={"gva_D": "nan"}).encode(), "own-not-a-number", 2, "gva_D"),
    "infinity": (written(changes={"gva_D": "1e999"}).encode(), "own-not-a-number", 2, "gva_D"),
    "other digits": (written(changes={"gva_D": "١٢"}).encode(), "own-not-a-number", 2, "gva_D"),
    "per cent": (written(changes={"gva_D": "12 %"}).encode(), "own-not-a-number", 2, "gva_D"),
    "formula": (written(changes={"gva_D": "=1+1"}).encode(), "own-not-a-number", 2, "gva_D"),
    "roubles for millions": (written(changes={"gva_D": "5e9"}).encode(), "own-out-of-range", 2, "gva_D"),
    "share above a hundred": (
        b"name,year,urban_share\nX,2010,130\n",
        "own-out-of-range",
        2,
        "urban_share",
    ),
    "below zero": (b"name,year,population_avg\nX,2010,-1\n", "own-out-of-range", 2, "population_avg"),
    "quote never closed": (b'name,year,gva_A\nX,2010,1\n"Y,2010,1\n', "own-quote-open", 3, None),
    "too many regions": (
        b"name,year,grp\n" + b"".join(f"n{number},2010,1\n".encode() for number in range(21)),
        "own-regions-many",
        22,
        None,
    ),
    "too many rows": (
        b"name,year,grp\n"
        + b"".join(
            f"n{number // 40},{1990 + number % 40},1\n".encode()
            for number in range(own_data.MAXIMUM_ROWS + 1)
        ),
        "own-rows-many",
        own_data.MAXIMUM_ROWS + 2,
        None,
    ),
    "too many columns": (
        b"name,year,grp" + b",#" * own_data.MAXIMUM_COLUMNS + b"\n",
        "own-columns-many",
        1,
        None,
    ),
    "a figure far on the right": (
        b"name,year,grp\nX,2010,1" + b"," * own_data.MAXIMUM_COLUMNS + b"1\n",
        "own-columns-many",
        2,
        None,
    ),
    "a character that writes backwards": (written(name="a\u202eb").encode(), "own-not-text", None, None),
}
NAMED_FIRST = ("missing column year", "text in a number", "duplicate region", "10 MB", "binary")


def lines(*rows: str) -> bytes:
    """Return a file of a header and the rows given."""
    return "\n".join(("name,year,gva_A,grp", *rows)).encode()


def cell(column: str, text: str) -> bytes:
    """Return a file with one odd cell, in quotes as a spreadsheet would put it."""
    cells = {"name": "X", "year": "2010", "gva_A": "1", "grp": "2"} | {
        column: '"' + text.replace('"', '""') + '"'
    }
    return lines(",".join(cells.values()))


def headed(text: str) -> bytes:
    """Return a file with one odd heading."""
    quoted = '"' + text.replace('"', '""') + '"'
    return f"name,year,{quoted},grp\nX,2010,1,2\n".encode()


NO_NUMBERS = [
    "0x10",
    "0b1",
    "1_000",
    "1.2.3",
    "1,2,3",
    "--1",
    "+-1",
    "-",
    "+",
    ".",
    "e5",
    "1e",
    "1e1.5",
    "1e9999",
    "1e-9999",
    "½",
    "1/2",
    "１２",
    "Ⅻ",
    "∞",
    "−∞",
    "NaN",
    "nan",
    "Infinity",
    "-inf",
    "None",
    "null",
    "undefined",
    "true",
    "1f",
    "1d",
    "1n",
    "12%",
    "$12",
    "12₽",
    "(1)",
    "1;2",
    "2010-01-01",
    "#N/A",
    "#DIV/0!",
    "*",
    "?",
]
NO_YEARS = (
    "-2010",
    "0",
    "99999",
    "2010.5",
    "2O10",
    "2010-01-01",
    "01.01.2010",
    "MMX",
    "twenty",
    "1e4",
    "٢٠١٠",
)
MANY = 100_000
OPENINGS = {
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "gzip": b"\x1f\x8b\x08\x00name,year",
    "picture": b"GIF89a\x01\x00\x01\x00",
    "old spreadsheet": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "database": b"SQLite format 3\x00",
    "rich text": b"{\\rtf1\\ansi name}",
    "json": b'{"name": "X", "year": 2010}',
    "xml": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    "script": b"<script>window.__hit = 1</script>",
    "python": b"import os\nos.system('x')\n",
    "pickle": b"\x80\x04\x95name.",
}


def hostile_families() -> dict[str, dict[str, bytes]]:
    """Return files that are refused, by what is wrong with them: each change at one place after another."""
    header = COMMA.splitlines()[0]
    strange = (*SCRIPTS, *PROTOTYPE, *FORMULAS[:5])
    return {
        "named": {name: content for name, (content, *_) in WRONG.items()},
        "headings": {text: headed(text) for text in strange},
        "numbers": {
            text: cell("gva_A", text)
            for text in ("1 2", *NO_NUMBERS, *SCRIPTS, *FORMULAS[:5], *PROTOTYPE[:2])
        },
        "years": {
            text: cell("year", text) for text in (*NO_YEARS, *SCRIPTS[:2], FORMULAS[0], *PROTOTYPE[:2])
        },
        "turned": {
            f"{mark!r} as {column}": cell(column, f"1{mark}2")
            for mark in TURNED
            for column in ("name", "gva_A")
        },
        "encoding": {
            "utf-16": COMMA.encode("utf-16"),
            "utf-16, no mark": COMMA.encode("utf-16-le"),
            "utf-32": COMMA.encode("utf-32"),
            "nul before": b"\x00" + COMMA.encode(),
            "nul behind": COMMA.encode() + b"\x00",
            "nul for a comma": COMMA.replace(",", "\x00").encode(),
            "bell": cell("name", "a\x07b"),
            "lost letters": COMMA.replace("Ё", "\ufffd").encode(),
        },
        "other files": OPENINGS,
        "broken off": {f"after {end} letters": header[:end].encode() for end in range(1, len(header), 12)},
        "quotes": {
            "in the header": b'name,"year,gva_A\nX,2010,1\n',
            "in a name": lines('"X,2010,1,2'),
            "in a number": lines('X,2010,"1,2'),
            "in the last row": lines("X,2010,1,2", 'Y,2010,1,"'),
            "nothing else": b'"',
            "three": b'"""',
            "a hundred thousand and one": b'"' * (MANY + 1),
        },
        "far too much": {
            "columns without a name, and a figure there": lines("X,2010,1,2" + "," * MANY + "1"),
            "columns of one name": b"name,year" + b",gva_A" * (MANY // 4),
            "columns of no known name": b"name,year" + b",x" * MANY,
            "columns and nothing else": b"," * MANY,
            "rows of nothing": b"\n" * MANY,
            "rows of a letter": lines(*["x"] * MANY),
            "a long name": cell("name", "я" * MANY),
            "a long number": cell("gva_A", "1" * MANY),
            "a long heading": headed("x" * MANY),
            "a letter more than allowed": b"#" * (own_data.MAXIMUM_BYTES + 1),
        },
    }
