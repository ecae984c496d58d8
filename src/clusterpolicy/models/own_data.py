"""A learner's own regions: a text with comma-separated values in, rows out, or the first thing that is wrong with it.

Hosts decode bytes and do no more: what they make of a file, this module judges, on the page as in Python.
"""

from clusterpolicy.models.answers import feedback
from clusterpolicy.models.contract import DIGITS, is_number, is_time
from clusterpolicy.models.own_columns import FIGURES, FIRST_YEAR, LAST_YEAR, LIMITS, NAME, YEAR

MAXIMUM_BYTES = 256 * 1024
MAXIMUM_ROWS = 200
MAXIMUM_REGIONS = 20
# The template has far fewer; remarks may stand beside it.
MAXIMUM_COLUMNS = 200
LONGEST_NAME = 60
MAXIMUM_FILE_NAME = 200
# Rows and columns that begin with it are for people: titles, units, an example, remarks.
REMARK = "#"
DELIMITERS = ";,\t"
# Plain and no-break, narrow no-break, thin: what stands around words and between thousands.
SPACES = (" ", "\t", "\u00a0", "\u202f", "\u2009")
CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SMALL = "abcdefghijklmnopqrstuvwxyz"
# How a zip file begins: spreadsheets are such files.
ZIP = "PK\x03\x04"
# Control characters but tab and line ends, marks that turn the direction of writing, halves of characters and lost ones.
NO_TEXT = (
    (0, 8),
    (11, 12),
    (14, 31),
    (127, 159),
    (0x2028, 0x202E),
    (0x2066, 0x2069),
    (0xD800, 0xDFFF),
    (0xFFFD, 0xFFFD),
)


def check(data, question, answer, values, earlier):
    """Check the text of a file; where it is right, its rows come back."""
    return read(answer)


def read(text):
    """Return a feedback; one that is right carries the file's ``rows``.

    A row is ``{"name", "year", "values"}``; ``values`` holds the figures that are given, by column. Nothing is filled in.
    """
    # A character takes a byte at least: a longer text is too large whatever is in it.
    if len(text) > MAXIMUM_BYTES:
        return too_large()
    if text.startswith(ZIP):
        return feedback("own-spreadsheet", False)
    if not is_text(text):
        return feedback("own-not-text", False)
    records, unclosed = _records(text.replace("\ufeff", "").replace("\r\n", "\n").replace("\r", "\n"))
    if unclosed:
        return feedback("own-quote-open", False, {"row": unclosed})
    if not records:
        return feedback("own-empty", False)
    heads, fault = _heads(records[0])
    if fault:
        return fault
    return _rows(records[1:], heads)


def too_large():
    """Return what is said of a file that is not even read."""
    return feedback("own-too-large", False, {"maximum": MAXIMUM_BYTES // 1024})


def too_wide(row):
    """Return what is said of a row with more cells than any file of regions has."""
    return feedback("own-columns-many", False, {"row": row, "maximum": MAXIMUM_COLUMNS})


def is_text(text):
    """Return whether a text holds only what can be read and shown."""
    # Most texts hold few different characters: each is looked at once.
    for mark in sorted(set(text)):
        code = ord(mark)
        for first, last in NO_TEXT:
            if first <= code <= last:
                return False
    return True


def _records(text):
    """Return (row number, cells) of each row that holds something, and the number of a row whose quote never closes."""
    mark, records, held, number, opened = None, [], [], 0, False
    for line in text.split("\n"):
        held.append(line)
        # Inside quotes a line goes on in the next one: as in a spreadsheet, both are one row.
        if line.count('"') % 2:
            opened = not opened
        if opened:
            continue
        number += 1
        record, held = "\n".join(held), []
        if not record.strip(DELIMITERS + " "):
            continue
        if mark is None:
            mark = _delimiter(record)
        # Empty cells at the end say nothing; of more cells or rows than are taken, one more is enough to refuse them.
        cells = _cells(record.rstrip(mark + " "), mark)[: MAXIMUM_COLUMNS + 1]
        cells = [clean(cell) for cell in cells]
        if [cell for cell in cells if cell] and not cells[0].startswith(REMARK):
            records.append((number, cells))
        elif not records:
            # What stands before the header may be written otherwise.
            mark = None
        if len(records) > MAXIMUM_ROWS + 1:
            return records, 0
    return records, number + 1 if opened else 0


def _delimiter(record):
    """Return what parts the cells of the header: the mark that stands there most often outside quotes."""
    outside = "".join(record.split('"')[::2])
    best = ","
    for mark in DELIMITERS:
        if outside.count(mark) > outside.count(best):
            best = mark
    return best


def _cells(record, mark):
    """Return the cells of one row; inside quotes the delimiter is a character like others, and two quotes are one."""
    if '"' not in record:
        return record.split(mark)
    # From quote to quote, never letter by letter: the page's interpreter counts to each letter from the start of a text.
    pieces, cells, cell, quoted, place = record.split('"'), [], [], False, 0
    last = len(pieces) - 1
    while place <= last:
        parts = [pieces[place]] if quoted else pieces[place].split(mark)
        for part in parts[:-1]:
            cells.append("".join(cell) + part)
            cell = []
        if parts[-1]:
            cell.append(parts[-1])
        place += 1
        if quoted and place < last and not pieces[place]:
            cell.append('"')
            place += 1
        elif quoted or not cell:
            quoted = not quoted
        elif place <= last:
            cell.append('"')
    cells.append("".join(cell))
    return cells


def clean(text):
    """Return a text on one line, with single spaces inside and none around."""
    for space in SPACES + ("\n",):
        text = text.replace(space, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text.strip(" ")


def _heads(header):
    """Return what stands in each place of a row (a column, a remark, nothing), or what is wrong with the header."""
    row, cells = header
    if len(cells) > MAXIMUM_COLUMNS:
        return None, too_wide(row)
    known, heads, unknown = {"": ""}, [], ""
    for name in [NAME, YEAR] + FIGURES:
        known[_small(name)] = name
    for cell in cells:
        head = REMARK if cell.startswith(REMARK) else known.get(_small(cell))
        if head is None:
            unknown = unknown or cell
        elif head and head != REMARK and head in heads:
            return None, feedback("own-column-twice", False, {"row": row, "column": head})
        heads.append(head)
    for wanted in (NAME, YEAR):
        if wanted not in heads:
            return None, feedback("own-column-missing", False, {"row": row, "column": wanted})
    if unknown:
        return None, feedback("own-column-unknown", False, {"row": row, "column": unknown[:LONGEST_NAME]})
    if not [head for head in heads if head in LIMITS]:
        return None, feedback("own-no-figures", False, {"row": row})
    return heads, None


def _small(text):
    """Return a text with small letters in place of Latin capitals; the page's interpreter knows no others."""
    return "".join([SMALL[CAPITALS.find(mark)] if mark in CAPITALS else mark for mark in text])


def _rows(records, heads):
    """Return the feedback of all rows behind the header."""
    rows, seen, names, decimals = [], {}, [], []
    for number, cells in records:
        wide = len(cells) > MAXIMUM_COLUMNS
        row, fault = (None, too_wide(number)) if wide else _row(number, cells, heads, decimals)
        if fault:
            return fault
        key = (row["name"], row["year"])
        if key in seen:
            params = {"row": number, "column": NAME, "first": seen[key]}
            return feedback("own-region-twice", False, _with(params, row))
        seen[key] = number
        rows.append(row)
        if row["name"] not in names:
            names.append(row["name"])
        if len(names) > MAXIMUM_REGIONS:
            return feedback("own-regions-many", False, {"row": number, "maximum": MAXIMUM_REGIONS})
        if len(rows) > MAXIMUM_ROWS:
            return feedback("own-rows-many", False, {"row": number, "maximum": MAXIMUM_ROWS})
    if not rows:
        return feedback("own-empty", False)
    params = {"regions": names, "count": len(names), "rows": len(rows)}
    outcome = feedback("own-read", True, params, len(names))
    outcome["rows"] = rows
    return outcome


def _with(params, row):
    """Return parameters of a message with the name and the year of a row."""
    params["name"], params["year"] = row["name"], row["year"]
    return params


def _row(number, cells, heads, decimals):
    """Return one row as the models take it, or what is wrong with it; ``decimals`` gathers the decimal marks."""
    row = {NAME: None, YEAR: None, "values": {}}
    for place in range(len(cells)):
        cell, head = cells[place], heads[place] if place < len(heads) else ""
        if not cell or head == REMARK:
            continue
        params = {"row": number, "column": head or place + 1, "value": cell[:LONGEST_NAME]}
        if not head:
            return None, feedback("own-cell-outside", False, params)
        if head == NAME:
            row[NAME] = cell
            if len(cell) > LONGEST_NAME:
                params["maximum"] = LONGEST_NAME
                return None, feedback("own-name-long", False, params)
        elif head == YEAR:
            row[YEAR] = _year(cell)
            if row[YEAR] is None:
                params["minimum"], params["maximum"] = FIRST_YEAR, LAST_YEAR
                return None, feedback("own-year", False, params)
        else:
            fault = _figure(row, head, cell, params, decimals)
            if fault:
                return None, fault
    for head in (NAME, YEAR):
        if row[head] is None:
            return None, feedback("own-cell-empty", False, {"row": number, "column": head})
    if not row["values"]:
        return None, feedback("own-row-empty", False, {"row": number})
    return row, None


def _year(cell):
    """Return the year that a cell holds, or None."""
    year = number_of(cell)
    if year is None or year != int(year) or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return int(year)


def _figure(row, column, cell, params, decimals):
    """Put the figure of a cell into its row; return what is wrong with it, or None."""
    value = number_of(cell)
    if value is None:
        return feedback("own-not-a-number", False, params)
    mark = "," if "," in cell else ("." if "." in cell else "")
    if mark and mark not in decimals:
        decimals.append(mark)
    if len(decimals) > 1:
        # 1,234 beside 1.5: the comma may part thousands here.
        return feedback("own-decimal-marks", False, params)
    least, most = LIMITS[column]
    if not least <= value <= most:
        params["minimum"], params["maximum"] = least, most
        return feedback("own-out-of-range", False, params)
    row["values"][column] = value
    return None


def number_of(text):
    """Return the number that a text holds, or None.

    A decimal comma or point, spaces between thousands, a real minus sign and an exponent are understood; more is not.
    """
    body = text.replace("\u2212", "-").replace(",", ".")
    exponent = max(body.find("e"), body.find("E"))
    power = body[exponent + 1 :] if exponent >= 0 else "0"
    body = body[:exponent] if exponent >= 0 else body
    sign = body[:1] if body[:1] in ("-", "+") else ""
    parts = body[len(sign) :].split(".")
    whole = _thousands(parts[0])
    if len(text) > LONGEST_NAME or len(parts) > 2 or whole is None:
        return None
    fraction = parts[1] if len(parts) == 2 else ""
    digits = power[1:] if power[:1] in ("-", "+") else power
    if not _are_digits(digits) or len(digits) > 3 or (fraction and not _are_digits(fraction)):
        return None
    if not whole + fraction:
        return None
    value = float(sign + (whole or "0") + "." + (fraction or "0") + "e" + power)
    return value if is_number(value) else None


def _thousands(text):
    """Return the digits of a whole number whose thousands may be parted by spaces, or None."""
    groups = text.split(" ")
    if [group for group in groups if group and not _are_digits(group)]:
        return None
    if len(groups) > 1 and (not 0 < len(groups[0]) < 4 or [group for group in groups[1:] if len(group) != 3]):
        return None
    return "".join(groups)


def _are_digits(text):
    """Return whether a text holds digits and nothing else."""
    return text != "" and not [mark for mark in text if mark not in DIGITS]


def wrong_place(own):
    """Return the path of the first thing in kept rows that no file could have given, or None.

    Kept rows are ``{"file", "at", "rows"}``: whoever can write to a browser's storage or a progress file can write there.
    """
    rows = own["rows"] if isinstance(own, dict) and sorted(own) == ["at", "file", "rows"] else None
    if rows is None:
        return "own"
    if not isinstance(own["file"], str) or len(own["file"]) > MAXIMUM_FILE_NAME or not is_text(own["file"]):
        return "own.file"
    if not is_time(own["at"]):
        return "own.at"
    if not isinstance(rows, list) or not 0 < len(rows) <= MAXIMUM_ROWS:
        return "own.rows"
    seen, names = [], []
    for number in range(len(rows)):
        row = rows[number]
        if not _is_row(row) or (row["name"], row["year"]) in seen:
            return "own.rows." + str(number + 1)
        seen.append((row["name"], row["year"]))
        if row["name"] not in names:
            names.append(row["name"])
    return "own.rows" if len(names) > MAXIMUM_REGIONS else None


def _is_row(row):
    if not isinstance(row, dict) or sorted(row) != [NAME, "values", YEAR]:
        return False
    name, year, figures = row[NAME], row[YEAR], row["values"]
    if (
        not isinstance(name, str)
        or not 0 < len(name) <= LONGEST_NAME
        or clean(name) != name
        or not is_text(name)
    ):
        return False
    if not is_number(year) or year != int(year) or not FIRST_YEAR <= year <= LAST_YEAR:
        return False
    if not isinstance(figures, dict) or not figures:
        return False
    for column in figures:
        if column not in LIMITS or not is_number(figures[column]):
            return False
        least, most = LIMITS[column]
        if not least <= figures[column] <= most:
            return False
    return True
