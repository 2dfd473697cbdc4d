import pytest

from practices.word_forms.blocks import Block, Span, Table
from practices.word_forms.rich_text import to_html
from tests.practices.word_forms.word_files import cell_of, items_of


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def field(instruction, result):
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def lines(cell):
    return [block.text for block in cell.blocks]


# --- Runs -----------------------------------------------------------------------------------------------------------


def test_text_keeps_bold_and_italic(tmp_path):
    cell = cell_of(
        tmp_path, paragraph(run("Safe", "<w:b/>"), run(" and "), run("sound", "<w:i/>"), run("!", '<w:b w:val="0"/>'))
    )

    assert cell.blocks == (Block((Span("Safe", bold=True), Span(" and "), Span("sound", italic=True), Span("!"))),)


def test_neighbouring_runs_of_one_look_are_one_span(tmp_path):
    cell = cell_of(tmp_path, paragraph(run("out"), run("reach")))

    assert cell.blocks[0].spans == (Span("outreach"),)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (run("inter\u00adnational"), "international"),
        (run("inter") + "<w:r><w:softHyphen/></w:r>" + run("national"), "international"),
        (run("drop") + "<w:r><w:noBreakHyphen/></w:r>" + run("in"), "drop-in"),
        (run("a") + "<w:r><w:tab/></w:r>" + run("b"), "a b"),
        (run("a") + "<w:r><w:br/></w:r>" + run("b"), "a\nb"),
        (run("a") + "<w:r><w:cr/></w:r>" + run("b"), "a\nb"),
        (run("a\u00a0b\u202fc"), "a b c"),
        (run("zero\u200bwidth\ufeff"), "zerowidth"),
        (run("Se\u0301"), "Sé"),
        (run("Se") + run("\u0301"), "Sé"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + run(" yes"), "☑ yes"),
        ('<w:r><w:sym w:font="Wingdings" w:char="00A8"/></w:r>' + run(" no"), "☐ no"),
        ('<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>' + run(" yes"), "☑ yes"),
        (run("þ", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>') + run(" yes"), "☑ yes"),
        (run("x o", '<w:rFonts w:ascii="Wingdings"/>') + run(" yes"), "☒ ☐ yes"),
        (run("fox", '<w:rFonts w:ascii="Wingdings"/>'), "fox"),
        (run("x", '<w:rFonts w:ascii="Arial"/>'), "x"),
        ("<m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath>", "x=2"),
        (run("hidden", "<w:vanish/>"), "hidden"),
    ],
)
def test_characters_are_read_as_a_reader_sees_them(tmp_path, content, text):
    assert cell_of(tmp_path, paragraph(content)).text == text


@pytest.mark.parametrize("strike", ["<w:strike/>", "<w:dstrike/>"])
def test_crossed_out_words_are_told_apart(tmp_path, strike):
    cell = cell_of(tmp_path, paragraph(run("yes ", strike), run("no")))

    assert cell.blocks == (Block((Span("yes ", struck=True), Span("no"))),)


# --- What counts, what does not -------------------------------------------------------------------------------------


def test_inserted_and_moved_text_counts_and_deleted_text_does_not(tmp_path):
    content = paragraph(
        f"<w:ins>{run('new ')}</w:ins>",
        "<w:del><w:r><w:delText>old</w:delText></w:r></w:del>",
        f"<w:moveTo>{run('moved')}</w:moveTo>",
        f"<w:moveFrom>{run('gone')}</w:moveFrom>",
    )

    assert cell_of(tmp_path, content).text == "new moved"


def test_a_paragraph_whose_end_was_deleted_goes_on_with_the_next(tmp_path):
    content = paragraph(run("inter"), properties="<w:rPr><w:del/></w:rPr>") + paragraph(run("national"))

    assert lines(cell_of(tmp_path, content)) == ["international"]


def test_deleted_rows_do_not_count(tmp_path):
    cell = f"<w:tc>{paragraph(run('gone'))}</w:tc>"
    kept = f"<w:tc>{paragraph(run('kept'))}</w:tc>"
    body = f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{cell}{cell}</w:tr><w:tr>{kept}{kept}</w:tr></w:tbl>"

    (table,) = items_of(tmp_path, body)

    assert [cell.text for row in table.rows for cell in row.cells] == ["kept", "kept"]


def test_reviewers_comments_do_not_count(tmp_path):
    content = paragraph(
        '<w:commentRangeStart w:id="1"/>',
        run("text"),
        '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>',
    )
    comments = "<w:comments {}><w:comment w:id='1'><w:p><w:r><w:t>remark</w:t></w:r></w:p></w:comment></w:comments>"

    assert cell_of(tmp_path, content, companions={"comments": comments}).text == "text"


def control(content, properties=""):
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize(("checked", "text"), [("1", "☒ yes"), ("true", "☒ yes"), ("0", "☐ yes")])
def test_a_check_box_shows_its_state_whatever_its_sign(tmp_path, checked, text):
    properties = (
        '<w14:checkbox xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">'
        f'<w14:checked w14:val="{checked}"/></w14:checkbox>'
    )

    assert cell_of(tmp_path, paragraph(control(run("?"), properties), run(" yes"))).text == text


def test_content_controls_count_at_every_level(tmp_path):
    inner = control(paragraph(run("block "), control(run("and run"))))
    row = control(f"<w:tr>{control(f'<w:tc>{inner}</w:tc>')}<w:tc><w:p/></w:tc></w:tr>")

    (table,) = items_of(tmp_path, control(f"<w:tbl>{row}</w:tbl>"))

    assert table.rows[0].cells[0].text == "block and run"


def test_the_grey_prompt_of_an_empty_control_does_not_count(tmp_path):
    prompt = control(run("Click or tap here to enter text."), "<w:showingPlcHdr/>")

    assert cell_of(tmp_path, paragraph(prompt)).blocks == ()


def test_old_form_fields_show_their_choice(tmp_path):
    ticked = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>'
    chosen = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
        '<w:listEntry w:val="local"/><w:listEntry w:val="national"/></w:ddList></w:ffData></w:fldChar></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'

    assert cell_of(tmp_path, paragraph(ticked, end, run("Scope: "), chosen, end)).text == "☒ Scope: national"


# --- Links and fields -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        f'<w:hyperlink r:id="rId9">{run("our site")}</w:hyperlink>',
        field(' HYPERLINK "https://adpare.example" ', run("our site")),
        f"<w:fldSimple w:instr='HYPERLINK \"https://adpare.example\"'>{run('our site')}</w:fldSimple>",
    ],
)
def test_links_keep_text_and_target(tmp_path, content):
    cell = cell_of(tmp_path, paragraph(content, run(" and more")), links={"rId9": "https://adpare.example"})

    assert cell.blocks[0].spans == (Span("our site", href="https://adpare.example"), Span(" and more"))


def test_results_of_fields_count_and_instructions_do_not(tmp_path):
    nested = field(f"IF {field('DATE', run('today'))} = 1", run("result"))

    assert cell_of(tmp_path, paragraph(run("a "), nested)).text == "a result"


def test_a_field_that_never_ends_hides_nothing_of_the_next_paragraph(tmp_path):
    broken = paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', run("instruction"))

    assert lines(cell_of(tmp_path, broken + paragraph(run("text")))) == ["text"]


# --- Notes, boxes, tables -------------------------------------------------------------------------------------------

FOOTNOTES = (
    '<w:footnotes {}><w:footnote w:id="-1" w:type="separator"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/>'
    "</w:r><w:r><w:t>See the law.</w:t></w:r></w:p></w:footnote></w:footnotes>"
)
ENDNOTES = '<w:endnotes {}><w:endnote w:id="2"><w:p><w:r><w:t>At the end.</w:t></w:r></w:p></w:endnote></w:endnotes>'


def test_notes_follow_the_text_of_the_cell_that_refers_to_them(tmp_path):
    content = paragraph(run("Decree"), '<w:r><w:footnoteReference w:id="2"/></w:r>', run(" and act")) + paragraph(
        run("More"), '<w:r><w:endnoteReference w:id="2"/></w:r>'
    )

    cell = cell_of(tmp_path, content, companions={"footnotes": FOOTNOTES, "endnotes": ENDNOTES})

    assert lines(cell) == ["Decree[1] and act", "More[2]", "[1] See the law.", "[2] At the end."]


def test_a_note_that_does_not_exist_leaves_no_mark(tmp_path):
    assert cell_of(tmp_path, paragraph(run("Decree"), '<w:r><w:footnoteReference w:id="7"/></w:r>')).text == "Decree"


def test_text_boxes_count_once(tmp_path):
    box = f"<w:txbxContent>{paragraph(run('boxed'))}</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )

    assert lines(cell_of(tmp_path, paragraph(run("beside"), both))) == ["beside", "boxed"]


def test_a_text_box_of_the_old_kind_alone_counts(tmp_path):
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{paragraph(run('boxed'))}</w:txbxContent></v:textbox></w:pict></w:r>"

    assert lines(cell_of(tmp_path, paragraph(box))) == ["boxed"]


def test_nested_tables_become_blocks_of_their_cell(tmp_path):
    nested = f"<w:tbl><w:tr><w:tc>{paragraph(run('a'))}</w:tc><w:tc>{paragraph(run('b'))}</w:tc></w:tr></w:tbl>"

    assert lines(cell_of(tmp_path, paragraph(run("before")) + nested + paragraph(run("after")))) == [
        "before",
        "a",
        "b",
        "after",
    ]


def test_a_table_that_only_frames_another_is_looked_through(tmp_path):
    inner = f"<w:tbl><w:tr><w:tc>{paragraph(run('Objectives'))}</w:tc><w:tc>{paragraph(run('b'))}</w:tc></w:tr></w:tbl>"

    (table,) = items_of(tmp_path, f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>")

    assert len(table.rows[0].cells) == 2


def test_merged_cells_are_told(tmp_path):
    body = (
        "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p/></w:tc></w:tr>"
        "<w:tr><w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr>"
        "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    )

    (table,) = items_of(tmp_path, body)

    assert [[cell.continues for cell in row.cells] for row in table.rows] == [[False], [False, False], [True, False]]


def test_loose_paragraphs_and_tables_come_in_their_order(tmp_path):
    table = f"<w:tbl><w:tr><w:tc>{paragraph(run('x'))}</w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"

    first, second, third = items_of(tmp_path, paragraph(run("one")) + table + paragraph(run("two")))

    assert (first.text, type(second), third.text) == ("one", Table, "two")


# --- Lists ----------------------------------------------------------------------------------------------------------

NUMBERING = (
    "<w:numbering {}><w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/></w:lvl>"
    "<w:lvl w:ilvl='1'><w:numFmt w:val='bullet'/></w:lvl></w:abstractNum>"
    "<w:abstractNum w:abstractNumId='2'><w:lvl w:ilvl='0'><w:numFmt w:val='decimal'/></w:lvl></w:abstractNum>"
    "<w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='2'/></w:num></w:numbering>"
)
STYLES = (
    "<w:styles {}><w:style w:styleId='Items'><w:pPr><w:numPr><w:numId w:val='2'/></w:numPr></w:pPr></w:style>"
    "<w:style w:styleId='MyItems'><w:basedOn w:val='Items'/></w:style></w:styles>"
)


def item(text, number, level=0):
    properties = f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr>"
    return paragraph(run(text), properties=properties)


def kinds(cell):
    return [(block.kind, block.level, block.text) for block in cell.blocks]


def test_word_lists_are_lists_with_their_levels(tmp_path):
    content = item("one", 1) + item("deeper", 1, level=1) + item("first", 2) + item("none", 0)

    assert kinds(cell_of(tmp_path, content, companions={"numbering": NUMBERING})) == [
        ("bullet", 0, "one"),
        ("bullet", 1, "deeper"),
        ("number", 0, "first"),
        ("paragraph", 0, "none"),
    ]


def test_a_style_can_make_a_list(tmp_path):
    content = paragraph(run("one"), properties="<w:pStyle w:val='MyItems'/>")

    assert kinds(cell_of(tmp_path, content, companions={"numbering": NUMBERING, "styles": STYLES})) == [
        ("number", 0, "one")
    ]


@pytest.mark.parametrize("mark", ["- ", "• ", "– ", "-", "•", "* ", "·\t", "\uf0b7 "])
def test_typed_bullets_make_a_list(tmp_path, mark):
    assert kinds(cell_of(tmp_path, paragraph(run(f"{mark}one")))) == [("bullet", 0, "one")]


@pytest.mark.parametrize("text", ["-5 degrees", "1. May", "3. volunteers", "A. Smith", "–", "2010. A year"])
def test_what_only_looks_like_a_mark_of_a_list_stays(tmp_path, text):
    assert kinds(cell_of(tmp_path, paragraph(run(text)))) == [("paragraph", 0, text)]


@pytest.mark.parametrize(("first", "second"), [("1. ", "2. "), ("1) ", "2) "), ("a) ", "b) "), ("(1) ", "(2) ")])
def test_typed_numbers_that_count_on_make_a_list(tmp_path, first, second):
    content = paragraph(run("Steps:")) + paragraph(run(f"{first}call")) + paragraph(run(f"{second}visit"))

    assert kinds(cell_of(tmp_path, content)) == [
        ("paragraph", 0, "Steps:"),
        ("number", 0, "call"),
        ("number", 0, "visit"),
    ]


def test_typed_items_between_line_breaks_make_a_list(tmp_path):
    lines_ = ["We offer:", "- shelter", "  and food", "- advice"]
    content = paragraph("<w:r><w:br/></w:r>".join(run(line) for line in lines_))

    assert kinds(cell_of(tmp_path, content)) == [
        ("paragraph", 0, "We offer:"),
        ("bullet", 0, "shelter\nand food"),
        ("bullet", 0, "advice"),
    ]


def test_the_look_of_a_typed_item_stays(tmp_path):
    cell = cell_of(tmp_path, paragraph(run("- "), run("one", "<w:b/>"), run(" two")))

    assert to_html(cell.blocks) == "<ul><li><b>one</b> two</li></ul>"
