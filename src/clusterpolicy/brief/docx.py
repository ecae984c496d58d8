"""A brief as a document of a word processor: real styles, headings, captions, alternative texts and a table of contents."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.document import Document as Paper
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
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
from clusterpolicy.text import language

LANGUAGES = {"en": "en-GB", "ru": "ru-RU"}
PAGE, MARGIN = (Cm(21), Cm(29.7)), Cm(2)
TEXT_WIDTH = PAGE[0] - 2 * MARGIN
# A unit of a drawing on paper.
UNIT = Emu(9525)
INK, BLUE, SOFT = RGBColor(0x1B, 0x27, 0x33), RGBColor(0x12, 0x3A, 0x6B), RGBColor(0x4A, 0x58, 0x66)
FONT = "Calibri"
MOST_COLUMNS = 5
SMALL, SMALLER = Pt(9), Pt(8)


def document(title: str, sections: tuple[Section, ...]) -> bytes:
    """Return the file's bytes."""
    paper = Document()
    _set_up(paper, title)
    paper.add_paragraph(title, style="Title")
    first, *rest = sections
    _section(paper, first)
    _contents(paper, [one.title for one in rest])
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
    _style(styles["Quote"], Pt(10.5), INK, after=Pt(5))
    _style(styles["Intense Quote"], Pt(10.5), BLUE, after=Pt(8))
    styles["Intense Quote"].paragraph_format.left_indent = Cm(0.4)
    styles["Intense Quote"].paragraph_format.right_indent = Cm(0)
    for name, size, colour in (("Source", SMALL, SOFT), ("Remark", SMALL, SOFT), ("Missing", Pt(10), INK), ("Own text", Pt(10.5), INK), ("TOC 1", Pt(10.5), INK), ("Cell", SMALL, INK), ("Small cell", SMALLER, INK)):  # fmt: skip
        added = styles.add_style(name, 1)
        added.base_style = styles["Normal"]
        _style(added, size, colour, after=Pt(0) if "ell" in name else Pt(4))
    _edge(styles["Missing"], "left", "B3400F")
    for side in ("top", "left", "bottom", "right"):
        _edge(styles["Own text"], side, "52606D", "dashed")
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


def _contents(paper: Paper, titles: list[str]) -> None:
    """Write the table of contents: a field that a word processor updates, its entries there from the start."""
    paper.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    head = paper.add_paragraph(said("contents"), style="Heading 2")
    head.paragraph_format.space_before = Pt(0)
    lines = [paper.add_paragraph(style="TOC 1") for _title in titles]
    _field_part(lines[0], "begin")
    code = OxmlElement("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = ' TOC \\o "1-1" \\h \\z \\u '
    lines[0].add_run()._r.append(code)
    _field_part(lines[0], "separate")
    for line, title in zip(lines, titles, strict=True):
        line.add_run(title)
    _field_part(lines[-1], "end")


def _field_part(line: Line, kind: str) -> None:
    element = OxmlElement("w:fldChar")
    element.set(qn("w:fldCharType"), kind)
    line.add_run()._r.append(element)


def _section(paper: Paper, section: Section) -> None:
    paper.add_paragraph(section.title, style="Heading 1")
    for block in section.blocks:
        _block(paper, block)


def _block(paper: Paper, block: Block) -> None:
    match block:
        case Heading(text):
            paper.add_paragraph(text, style="Heading 2")
        case Paragraph(text):
            paper.add_paragraph(text)
        case Note(text, _):
            paper.add_paragraph(text, style="Remark")
        case Missing(text):
            paper.add_paragraph(said("missing", text=text), style="Missing")
        case Items(entries, ordered):
            _items(paper, entries, ordered)
        case Advice():
            paper.add_paragraph(block.text, style="Intense Quote").paragraph_format.space_after = Pt(0)
            paper.add_paragraph(said("because-of", rule=block.rule, value=block.value), style="Source")
        case Own(label, text):
            paper.add_paragraph(
                said("own-text", label=label), style="Remark"
            ).paragraph_format.keep_with_next = True
            paper.add_paragraph(text or said("own-empty"), style="Own text")
        case Picture():
            _picture(paper, block)
        case Table():
            _table(paper, block)


def _items(paper: Paper, entries: tuple[str, ...], ordered: bool) -> None:
    """Write a list; numbers are typed, because Word would go on counting from the list before."""
    for place, text in enumerate(entries, start=1):
        if ordered:
            line = paper.add_paragraph(f"{place}.\t{text}", style="List")
            line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Cm(0.8), Cm(-0.8)
            line.paragraph_format.tab_stops.add_tab_stop(Cm(0.8))
        else:
            paper.add_paragraph(text, style="List Bullet")


def _caption(paper: Paper, kind: str, text: str) -> None:
    """Write a caption whose number is a field, so that a word processor can list tables and figures."""
    word, name = said(f"word-{kind}"), "Table" if kind == "table" else "Figure"
    line = paper.add_paragraph(f"{word} ", style="Caption")
    number = sum(f" SEQ {name} " in (code.text or "") for code in paper.element.body.iter(qn("w:instrText")))
    _field(line, f"SEQ {name} \\* ARABIC", str(number + 1))
    line.add_run(f". {text}")


def _picture(paper: Paper, picture: Picture) -> None:
    line = paper.add_paragraph()
    line.paragraph_format.keep_with_next = True
    width = min(picture.width * UNIT, TEXT_WIDTH)
    shape = line.add_run().add_picture(io.BytesIO(as_png(picture.svg)), width=Emu(width))
    properties = shape._inline.docPr
    properties.set("descr", picture.alt)
    properties.set("title", picture.caption)
    _caption(paper, "picture", picture.caption)
    if picture.source:
        paper.add_paragraph(said("source", text=picture.source), style="Source")


def _table(paper: Paper, table: Table) -> None:
    _caption(paper, "table", table.caption)
    grid = paper.add_table(rows=1 + len(table.rows), cols=len(table.columns), style="Light List Accent 1")
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    style = "Cell" if len(table.columns) <= MOST_COLUMNS else "Small cell"
    for line, cells in zip(grid.rows, [table.columns, *table.rows], strict=True):
        for cell, text, number in zip(line.cells, cells, table.numbers, strict=True):
            words = cell.paragraphs[0]
            words.style = style
            words.add_run(text)
            if number:
                words.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _head(grid.rows[0])
    for line in grid.rows:
        _unbroken(line)
    source = paper.add_paragraph(said("source", text=table.source) if table.source else "", style="Source")
    source.paragraph_format.space_after = Pt(8)


def _head(row: Any) -> None:
    """Repeat the row of headings on every page, for which python-docx has no call."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _unbroken(row: Any) -> None:
    """Keep a row on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
