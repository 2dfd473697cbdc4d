import pytest

from practices.word_forms.blocks import BULLET, NUMBER, Block, Span, paragraph
from practices.word_forms.rich_text import to_html, to_plain


def item(text, kind=BULLET, level=0):
    return Block((Span(text),), kind, level)


def test_paragraphs_and_lists_become_html():
    blocks = [paragraph("We offer:"), item("shelter"), item("advice"), paragraph("Every day.")]

    assert to_html(blocks) == "<p>We offer:</p><ul><li>shelter</li><li>advice</li></ul><p>Every day.</p>"


def test_deeper_items_stand_inside_the_item_they_follow():
    blocks = [item("one"), item("two", level=1), item("three", NUMBER, level=2), item("four")]

    assert to_html(blocks) == ("<ul><li>one<ul><li>two<ol><li>three</li></ol></li></ul></li><li>four</li></ul>")


def test_a_list_that_begins_deep_is_a_list_all_the_same():
    assert to_html([item("one", level=3), item("two", level=1)]) == "<ul><li>one</li><li>two</li></ul>"


def test_bullets_and_numbers_are_lists_of_their_own():
    assert to_html([item("one"), item("two", NUMBER)]) == "<ul><li>one</li></ul><ol><li>two</li></ol>"


def test_the_look_of_text_is_kept():
    spans = (Span("bold", bold=True), Span(" and "), Span("both", bold=True, italic=True), Span("\nbelow"))

    assert to_html([Block(spans)]) == "<p><b>bold</b> and <b><i>both</i></b><br/>below</p>"


def test_whatever_a_form_brings_is_escaped():
    assert to_html([paragraph("<script>1 & 2</script>")]) == "<p>&lt;script&gt;1 &amp; 2&lt;/script&gt;</p>"


def test_a_link_in_two_looks_is_one_link():
    spans = (Span("our ", href="https://a.example/?x=1&y"), Span("site", bold=True, href="https://a.example/?x=1&y"))

    assert to_html([Block(spans)]) == '<p><a href="https://a.example/?x=1&amp;y">our <b>site</b></a></p>'


@pytest.mark.parametrize("href", ["http://a.example", "https://a.example", "mailto:office@a.example"])
def test_links_to_the_web_and_to_mail_are_links(href):
    assert to_html([Block((Span("x", href=href),))]) == f'<p><a href="{href}">x</a></p>'


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "\\\\host\\x",
        "https:",
        "//[",
        "",
    ],
)
def test_other_links_keep_their_text_only(href):
    assert to_html([Block((Span("x", href=href),))]) == "<p>x</p>"


def test_a_link_cannot_break_out_of_its_attribute():
    assert to_html([Block((Span("x", href='https://a.example/"><script>'),))]) == (
        '<p><a href="https://a.example/&quot;&gt;&lt;script&gt;">x</a></p>'
    )


def test_plain_text_has_a_line_for_each_paragraph_and_item():
    blocks = [paragraph("We offer:\nday and night"), item("shelter"), item("advice", NUMBER, level=1)]

    assert to_plain(blocks) == "We offer:\nday and night\n- shelter\n- advice"


def test_nothing_is_nothing():
    assert to_html([]) == to_plain([]) == ""
