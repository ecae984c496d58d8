"""A brief as a document of a word processor: real styles, headings, captions, alternative texts and a table of contents."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.document import Document as Paper
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.text.paragraph import Paragraph as Line

from clusterpolicy.brief.blocks import (
    Advice,
    Block,
    Heading,
    Items,
    Missing,
    Note,
    Own,
    Paragraph,
    Picture,
    Section,
    Table,
)
from clusterpolicy.brief.html import said
from clusterpolicy.brief.pictures import as_png
from clusterpolicy.errors import CourseError
from clusterpolicy.text import _, language

LANGUAGES = {"en": "en-GB", "ru": "ru-RU"}
PAGE, MARGIN = (Cm(21), Cm(29.7)), Cm(2)
TEXT_WIDTH = PAGE[0] - 2 * MARGIN
# A unit of a drawing on paper.
UNIT = Emu(9525)
INK, BLUE, SOFT = RGBColor(0x1B, 0x27, 0x33), RGBColor(0x12, 0x3A, 0x6B), RGBColor(0x4A, 0x58, 0x66)
FONT = "Calibri"
MOST_COLUMNS = 5
SMALL, SMALLER = Pt(9), Pt(8)
# Styles beside those of a word processor: size, colour, space after.
ADDED = (
    ("Source", SMALL, SOFT, Pt(6)),
    ("Remark", SMALL, SOFT, Pt(3)),
    ("Missing", Pt(10), INK, Pt(5)),
    ("Own text", Pt(10.5), INK, Pt(6)),
    ("Advice", Pt(10.5), INK, Pt(0)),
    ("Because", SMALL, SOFT, Pt(6)),
    ("toc 1", Pt(10.5), INK, Pt(2)),
    ("Cell", SMALL, INK, Pt(0)),
    ("Small cell", SMALLER, INK, Pt(0)),
)
# A column is at least as wide as so many letters, and counts for at most so many.
FEWEST_LETTERS, MOST_LETTERS = 6, 40


def document(title: str, sections: tuple[Section, ...]) -> bytes:
    """Return the file's bytes."""
    paper = Document()
    _set_up(paper, title)
    _add(paper, title, "Title")
    first, *rest = sections
    _section(paper, first)
    _contents(paper, rest)
    for one in rest:
        _section(paper, one)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _set_up(paper: Paper, title: str) -> None:
    """Set page, properties and styles."""
    page = paper.sections[0]
    page.page_width, page.page_height = PAGE
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN
    properties = paper.core_properties
    properties.title, properties.language = title, LANGUAGES[language()]
    properties.author, properties.comments = said("author"), ""
    styles = paper.styles
    _style(styles["Normal"], Pt(10.5), INK, after=Pt(5))
    for name, size in (("Title", Pt(22)), ("Heading 1", Pt(15)), ("Heading 2", Pt(12))):
        _style(styles[name], size, BLUE, after=Pt(5))
    _style(styles["Caption"], SMALL, INK, after=Pt(3))
    styles["Caption"].paragraph_format.keep_with_next = True
    for name in ("List Bullet", "List Number"):
        _style(styles[name], Pt(10.5), INK, after=Pt(3))
    for name, size, colour, after in ADDED:
        added = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        added.base_style = styles["Normal"]
        _style(added, size, colour, after=after)
    styles["Advice"].font.bold = True
    styles["Advice"].paragraph_format.keep_with_next = True
    for name in ("Advice", "Because"):
        styles[name].paragraph_format.left_indent = Cm(0.3)
        _edge(styles[name], "left", "1C5D99")
    _edge(styles["Missing"], "left", "B3400F")
    for side in ("top", "left", "bottom", "right"):
        _edge(styles["Own text"], side, "52606D", "dashed")
    _rules(styles["Table Grid"])
    _footer(page.footer.paragraphs[0], title)


def _style(style: Any, size: Any, colour: RGBColor, *, after: Any) -> None:
    style.font.name, style.font.size, style.font.color.rgb = FONT, size, colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for place in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{place}"), None)
    fonts.set(qn("w:cs"), FONT)
    style.paragraph_format.space_after = after


def _edge(style: Any, side: str, colour: str, kind: str = "single") -> None:
    """Give a paragraph style a line at one side, for which python-docx has no call."""
    properties = style.element.get_or_add_pPr()
    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = OxmlElement("w:pBdr")
        properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")
    line = OxmlElement(f"w:{side}")
    for name, value in (
        ("val", kind),
        ("sz", "12" if kind == "single" else "6"),
        ("space", "4"),
        ("color", colour),
    ):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)


def _rules(style: Any) -> None:
    """Leave of a table's lines those between its rows, in a light colour, for which python-docx has no call."""
    borders = next(style.element.iter(qn("w:tblBorders")))
    for line in list(borders):
        if line.tag in (qn("w:left"), qn("w:right"), qn("w:insideV")):
            borders.remove(line)
        else:
            line.set(qn("w:color"), "A9B6C2")


def _footer(line: Line, title: str) -> None:
    """Write title and page number at the foot of every page."""
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = line.add_run(f"{title} · ")
    run.font.size = SMALL
    _field(line, "PAGE", "1")


def _field(line: Line, code: str, shown: str) -> None:
    """Add a field with what it shows until it is updated, for which python-docx has no call."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("text", shown), ("end", "")):
        run = line.add_run()
        if kind == "text":
            run.text = text
            continue
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.set(qn("xml:space"), "preserve")
            element.text = f" {text} "
        run._r.append(element)


def _add(paper: Paper, text: str, style: str) -> Line:
    """Add a paragraph of a style; its id is its name without spaces, and looking that up each time would take half of the time."""
    line = paper.add_paragraph(text)
    line._p.style = style.replace(" ", "")
    return line


def _contents(paper: Paper, sections: list[Section]) -> None:
    """Write the table of contents: a field that a word processor updates, its entries there from the start."""
    head = _add(paper, said("contents"), "Heading 2")
    head.paragraph_format.page_break_before = True
    lines = [_add(paper, "", "toc 1") for _one in sections]
    _field_part(lines[0], "begin")
    code = OxmlElement("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = ' TOC \\o "1-1" \\h \\z \\u '
    lines[0].add_run()._r.append(code)
    _field_part(lines[0], "separate")
    for line, one in zip(lines, sections, strict=True):
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), _mark(one))
        link.append(line.add_run(one.title)._r)
        line._p.append(link)
    _field_part(lines[-1], "end")


def _mark(section: Section) -> str:
    """Return the name of the bookmark at a section's heading; Word looks for its own contents under names like these."""
    return f"_Toc_{section.key}"


def _field_part(line: Line, kind: str) -> None:
    element = OxmlElement("w:fldChar")
    element.set(qn("w:fldCharType"), kind)
    line.add_run()._r.append(element)


def _section(paper: Paper, section: Section) -> None:
    head = _add(paper, "", "Heading 1")
    for name, inside in (("bookmarkStart", section.title), ("bookmarkEnd", "")):
        mark = OxmlElement(f"w:{name}")
        mark.set(qn("w:id"), str(len(head.part.element.body)))
        if inside:
            mark.set(qn("w:name"), _mark(section))
        head._p.append(mark)
        head.add_run(inside)
    for block in section.blocks:
        _block(paper, block)


def _block(paper: Paper, block: Block) -> None:
    match block:
        case Heading(text):
            _add(paper, text, "Heading 2")
        case Paragraph(text):
            paper.add_paragraph(text)
        case Note(text):
            _add(paper, text, "Remark")
        case Missing(text):
            _add(paper, said("missing", text=text), "Missing")
        case Items(entries, ordered):
            _items(paper, entries, ordered)
        case Advice():
            _add(paper, block.text, "Advice")
            _add(paper, said("because-of", rule=block.rule, value=block.value), "Because")
        case Own(label, text):
            head = _add(paper, said("own-text", label=label), "Remark")
            head.paragraph_format.keep_with_next = True
            _add(paper, text or said("own-empty"), "Own text")
        case Picture():
            _picture(paper, block)
        case Table():
            _table(paper, block)


def _items(paper: Paper, entries: tuple[str, ...], ordered: bool) -> None:
    """Write a list; numbers are typed, because Word would go on counting from the list before."""
    for place, text in enumerate(entries, start=1):
        if ordered:
            line = _add(paper, f"{place}.\t{text}", "List")
            line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Cm(0.8), Cm(-0.8)
            line.paragraph_format.tab_stops.add_tab_stop(Cm(0.8))
        else:
            _add(paper, text, "List Bullet")


def _caption(paper: Paper, kind: str, text: str) -> None:
    """Write a caption whose number is a field, so that a word processor can list tables and figures."""
    word, name = said(f"word-{kind}"), "Table" if kind == "table" else "Figure"
    line = _add(paper, f"{word} ", "Caption")
    number = sum(f" SEQ {name} " in (code.text or "") for code in paper.element.body.iter(qn("w:instrText")))
    _field(line, f"SEQ {name} \\* ARABIC", str(number + 1))
    line.add_run(f". {text}")


def _picture(paper: Paper, picture: Picture) -> None:
    line = paper.add_paragraph()
    line.paragraph_format.keep_with_next = True
    width = min(picture.width * UNIT, TEXT_WIDTH)
    try:
        dots = as_png(picture.svg)
    except ValueError as error:
        what, where = _("a figure cannot be drawn: ") + str(error), f"figure “{picture.caption}”"
        raise CourseError(
            what, where, _("Write the brief as .html, which needs no dots, and report the figure.")
        ) from error
    shape = line.add_run().add_picture(io.BytesIO(dots), width=Emu(width))
    properties = shape._inline.docPr
    properties.set("descr", picture.alt)
    properties.set("title", picture.caption)
    _caption(paper, "picture", picture.caption)
    if picture.source:
        _add(paper, said("source", text=picture.source), "Source")


def _table(paper: Paper, table: Table) -> None:
    _caption(paper, "table", table.caption)
    grid = paper.add_table(rows=1 + len(table.rows), cols=len(table.columns), style="Table Grid")
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    widths = _widths(table)
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    style = "Cell" if len(table.columns) <= MOST_COLUMNS else "Smallcell"
    for place, (line, cells) in enumerate(zip(grid.rows, [table.columns, *table.rows], strict=True)):
        for cell, text, number, width in zip(line.cells, cells, table.numbers, widths, strict=True):
            cell.width = width
            words = cell.paragraphs[0]
            words._p.style = style
            words.add_run(text).bold = place == 0 or None
            if number:
                words.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _head(grid.rows[0])
    for line in grid.rows:
        _unbroken(line)
    source = _add(paper, said("source", text=table.source) if table.source else "", "Source")
    source.paragraph_format.space_after = Pt(8)


def _widths(table: Table) -> list[Emu]:
    """Return the widths of the columns, after the length of what stands in them; no word is broken for want of room."""
    lines = [table.columns, *table.rows]
    weights = []
    for column in range(len(table.columns)):
        letters = [len(line[column]) for line in lines]
        longest_word = max(len(word) for line in lines for word in (line[column].split() or [""]))
        whole = sum(sorted(letters)[-3:]) / min(3, len(letters))
        wanted = min(MOST_LETTERS, max(FEWEST_LETTERS, whole))
        weights.append(max(longest_word + 2, wanted))
    total = sum(weights)
    return [Emu(round(TEXT_WIDTH * weight / total)) for weight in weights]


def _head(row: Any) -> None:
    """Repeat the row of headings on every page, for which python-docx has no call."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _unbroken(row: Any) -> None:
    """Keep a row on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
