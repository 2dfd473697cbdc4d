"""PDF: who wrote it, with what, what was attached, and how it looked before."""

import zlib
from io import BytesIO

import pikepdf
import pytest

from records.cleaning import Refused
from tests.records.cleaning import made_files as made
from tests.records.cleaning.made_files import cleaned, has, removed


def opened(content):
    return pikepdf.open(BytesIO(content))


def test_a_pdf_tells_only_its_pages():
    original = made.pdf()
    assert has("SecretAuthorWord", original)

    content = cleaned(original, "case.pdf").content

    assert not has("Secret", content)
    assert has("Open page", content)


def test_harmless_links_stay():
    pdf = opened(cleaned(made.pdf(), "case.pdf").content)

    page = pdf.pages[0]
    assert [str(annotation.Subtype) for annotation in page.Annots] == ["/Highlight", "/Link", "/Link"]
    assert str(page.Annots[2].A.URI) == "https://ngo.example/"


def test_the_editor_is_told_what_went():
    told = removed(made.pdf(), "case.pdf")

    assert "names of authors and editors" in told
    assert "attached files (1)" in told
    assert "comments (2)" in told
    assert "actions and scripts" in told
    assert "the place where a photo was taken" in told
    assert "earlier versions of the document" not in told


def test_what_stood_on_the_page_before_is_gone():
    original = made.with_later_version(
        made.pdf(object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
    )
    assert has("Open page", original)
    with opened(original) as pdf:
        assert b"Later page" in pdf.pages[0].Contents.read_bytes()

    result = cleaned(original, "case.pdf")

    assert has("Later page", result.content)
    assert not has("Open page", result.content)
    assert "earlier versions of the document" in map(str, result.removed)


def test_a_linearized_pdf_has_one_version():
    assert "earlier versions of the document" not in removed(made.pdf(linearize=True), "case.pdf")


def test_a_clean_pdf_has_nothing_to_lose():
    once = cleaned(made.pdf(), "case.pdf").content

    again = cleaned(once, "case.pdf")

    assert again.removed == ()
    assert again.content == once


def test_the_identity_of_the_document_is_new():
    original = made.pdf()
    old = {bytes(each) for each in opened(original).trailer.ID}

    content = cleaned(original, "case.pdf").content

    assert not old & {bytes(each) for each in opened(content).trailer.ID}


def test_the_names_of_form_fields_stay_and_signatures_go():
    def with_form(pdf, page):
        field = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Widget,
                FT=pikepdf.Name.Tx,
                T="country",
                V="Italy",
                Rect=[0, 0, 9, 9],
            )
        )
        signed = pdf.make_indirect(
            pikepdf.Dictionary(
                FT=pikepdf.Name.Sig,
                T="signature",
                V=pikepdf.Dictionary(Name="SecretSignerWord", ByteRange=[0, 1, 2, 3]),
            )
        )
        page.Annots.append(field)
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[field, signed], XFA=pdf.make_stream(b"SecretXfaWord"))

    result = cleaned(made.pdf(with_form), "form.pdf")

    assert not has("Secret", result.content)
    pdf = opened(result.content)
    field = pdf.Root.AcroForm.Fields[0]
    assert (str(field.T), str(field.V)) == ("country", "Italy")
    assert "digital signatures" in map(str, result.removed)


def test_a_pdf_with_a_password_is_refused():
    for encryption in (pikepdf.Encryption(user="open", owner="all"), pikepdf.Encryption(owner="all")):
        with pytest.raises(Refused, match="password"):
            cleaned(made.pdf(encryption=encryption), "case.pdf")


def test_words_that_are_marked_but_not_blacked_out_are_refused():
    def mark(pdf, page):
        page.Annots.append(pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Redact, Rect=[0, 0, 9, 9]))

    with pytest.raises(Refused, match="blacked out"):
        cleaned(made.pdf(mark), "case.pdf")


def test_a_damaged_pdf_is_refused():
    for content in (b"", b"%PDF-1.7 nothing follows", b"no pdf", made.png()):
        with pytest.raises(Refused, match="damaged"):
            cleaned(content, "case.pdf")


def test_a_picture_that_unpacks_to_gigabytes_is_refused():
    def bomb(pdf, page):
        zeros = zlib.compressobj(9)
        page.Resources.XObject.Im2.write(
            b"".join([*(zeros.compress(bytes(1024 * 1024)) for _ in range(120)), zeros.flush()]),
            filter=pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.DCTDecode]),
        )

    with pytest.raises(Refused, match="unpacks"):
        cleaned(made.pdf(bomb, compress_streams=False), "case.pdf")
