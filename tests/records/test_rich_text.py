import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.rich_text import from_plain, is_empty, to_plain
from records.rich_text_editor import RichTextArea


@pytest.mark.parametrize("markup", ["", '<p data-block-key="a1"></p>', "<p>&nbsp;</p>", "<p><br/></p>"])
def test_what_shows_nothing_is_empty(markup):
    assert is_empty(markup)


@pytest.mark.parametrize("markup", ["<p>text</p>", '<embed embedtype="image" id="1"/>', "<hr/>"])
def test_what_shows_something_is_not_empty(markup):
    assert not is_empty(markup)


def test_an_untouched_editor_posts_no_text():
    block = {"key": "a1", "text": "", "type": "unstyled", "entityRanges": [], "inlineStyleRanges": []}
    untouched = json.dumps({"blocks": [block], "entityMap": {}})

    assert RichTextArea(features=[]).value_from_datadict({"body": untouched}, {}, "body") == ""


def test_plain_lines_become_paragraphs_and_lists_and_come_back():
    text = "Background.\n\n- first\n- second\n\nEnd."

    markup = from_plain(text)

    assert markup == "<p>Background.</p><ul><li>first</li><li>second</li></ul><p>End.</p>"
    assert to_plain(markup) == "Background.\n- first\n- second\nEnd."


def test_numbered_lines_become_an_ordered_list():
    assert from_plain("1. one\n2. two") == "<ol><li>one</li><li>two</li></ol>"


@given(st.text(alphabet="abc <>&-.1\n", max_size=80))
def test_no_word_is_lost_and_no_markup_gets_in(text):
    plain = to_plain(from_plain(text))

    kept = sorted("".join(char for char in plain if char.isalnum()))
    given_ = sorted("".join(char for char in text if char.isalnum()))
    lost = [char for char in given_ if char not in "1" and given_.count(char) != kept.count(char)]
    assert lost == []
