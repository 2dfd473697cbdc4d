"""RTF and plain text."""

import pytest

from records.cleaning import Refused
from tests.records.cleaning import made_files as made
from tests.records.cleaning.made_files import cleaned, has, removed

RTF = rb"""{\rtf1\ansi{\fonttbl{\f0 Times;}}{\*\generator SecretProgramWord;}
{\info{\author SecretAuthorWord}{\creatim\yr2024\mo1}{\*\company SecretCompanyWord}}
{\*\userprops {\propname SecretPropertyWord}}{\*\revtbl {Unknown;}{SecretTrackerWord;}}
{\*\rsidtbl \rsid123}{\*\datastore 5365637265}{\*\somethingnew SecretNewWord}
\pard\insrsid123 Open \b\charrsid7 text\b0  stays.
{\*\atnid SRW}{\*\atnauthor SecretReviewerWord}\chatn{\*\annotation SecretCommentWord}
 Her name is {\deleted\revauthdel1 SecretDeleted\'57ord}{\revised\revauth1 withheld}.\par
{\field{\*\fldinst HYPERLINK "C:\\\\SecretFolderWord\\\\x.doc"}{\fldrslt a link}}
{\field{\*\fldinst HYPERLINK "https://ngo.example/"}{\fldrslt another}}
{\*\shppict{\pict\jpegblip\picw40 PICTURE}}{\nonshppict{\pict\wmetafile8 00}}
}SecretRemainWord""".replace(b"PICTURE", made.jpeg().hex().encode())


def test_rtf_tells_only_its_text():
    content = cleaned(RTF, "case.rtf").content

    assert not has("Secret", content)
    assert b"5365637265" not in content
    assert b"Open \\b text\\b0  stays." in content
    assert b"withheld" in content
    assert b"https://ngo.example/" in content
    assert b"{\\fldrslt a link}" in content


def test_a_clean_rtf_has_nothing_to_lose():
    once = cleaned(RTF, "case.rtf").content

    again = cleaned(once, "case.rtf")

    assert again.removed == ()
    assert again.content == once


def test_the_editor_is_told_what_went():
    told = removed(RTF, "case.rtf")

    assert "names of authors and editors" in told
    assert "comments (1)" in told
    assert "the place where a photo was taken" in told


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        (rb"{\object{\*\objdata 00}}", "embedded"),
        (rb"{\pict\wmetafile8 0100}", "picture of a kind"),
        (rb"{", "damaged"),
        (b"{" * 5000, "damaged"),
    ],
)
def test_what_cannot_be_cleaned_is_refused(part, reason):
    with pytest.raises(Refused, match=reason):
        cleaned(rb"{\rtf1 " + part + b"}", "case.rtf")


def test_plain_text_stays_as_it_is():
    for content in (b"name,year\nA,2020\n", "Ä text".encode(), "Ä text".encode("utf-16"), b""):
        assert cleaned(content, "table.csv").content == content


def test_another_file_under_the_name_of_a_text_is_refused():
    for content in (made.jpeg(), made.png(), b"%PDF-1.7", b"a\0b", RTF):
        with pytest.raises(Refused, match="not what its name says"):
            cleaned(content, "notes.txt")


def test_a_file_of_another_kind_is_refused():
    with pytest.raises(Refused, match="Use one of these kinds"):
        cleaned(b"x", "case.doc")


def test_a_file_that_is_too_large_is_refused():
    with pytest.raises(Refused, match="larger than 25 MiB"):
        cleaned(bytes(26 * 1024 * 1024), "notes.txt")
