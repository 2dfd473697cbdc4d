"""Pictures: what is beside the pixels goes, the pixels stay."""

from io import BytesIO

import pytest
from PIL import Image, ImageChops

from records.cleaning import Refused
from tests.records.cleaning import made_files as made
from tests.records.cleaning.made_files import cleaned, has, removed

PICTURES = {
    "jpg": made.jpeg,
    "png": made.png,
    "webp": made.webp,
    "gif": made.gif,
    "avif": made.avif,
}


def opened(content):
    return Image.open(BytesIO(content))


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_tells_nothing_but_its_pixels(kind):
    original = PICTURES[kind]()
    assert has("Secret", original)

    content = cleaned(original, f"photo.{kind}").content

    assert not has("Secret", content)
    assert not opened(content).getexif()
    assert opened(content).size == opened(original).size


@pytest.mark.parametrize("kind", PICTURES)
def test_a_clean_picture_has_nothing_to_lose(kind):
    content = cleaned(PICTURES[kind](), f"photo.{kind}").content

    assert removed(content, f"photo.{kind}") == []
    if kind != "avif":  # always written anew
        assert cleaned(content, f"photo.{kind}").content == content


@pytest.mark.parametrize("kind", ["jpg", "png", "webp", "gif"])
def test_the_pixels_stay_as_they_were(kind):
    original = PICTURES[kind]()

    content = cleaned(original, f"photo.{kind}").content

    before, after = opened(original).convert("RGB"), opened(content).convert("RGB")
    assert ImageChops.difference(before, after).getbbox() is None
    assert getattr(opened(content), "n_frames", 1) == getattr(opened(original), "n_frames", 1)


def test_the_editor_is_told_of_place_and_camera():
    told = removed(made.jpeg(), "photo.jpg")

    assert told[:3] == [
        "the place where a photo was taken",
        "the camera, time and settings of a photo",
        "texts hidden in a picture",
    ]


@pytest.mark.parametrize("kind", ["jpg", "png"])
def test_a_photo_taken_upright_stays_upright(kind):
    content = cleaned(PICTURES[kind](orientation=6), f"photo.{kind}").content

    turned = opened(content).convert("RGB")
    assert turned.size == (20, 40)
    assert turned.getpixel((10, 5))[0] > 200, "what was left is above"
    assert turned.getpixel((10, 35))[2] > 200
    assert not opened(content).getexif()


@pytest.mark.parametrize("kind", ["jpg", "png"])
def test_the_profile_of_a_screen_goes(kind):
    original = PICTURES[kind](icc_profile=made.profile_of_a_screen())

    result = cleaned(original, f"photo.{kind}")

    assert "icc_profile" not in opened(result.content).info
    assert "the colour profile of a screen or camera" in map(str, result.removed)


def test_a_file_that_is_no_picture_is_refused():
    for content in (b"", b"no picture", made.jpeg()[:200], made.png()[:60]):
        with pytest.raises(Refused, match="damaged"):
            cleaned(content, "photo.jpg")


def test_a_picture_of_another_kind_than_its_name_is_refused():
    with pytest.raises(Refused, match="not what its name says"):
        cleaned(made.png(), "photo.jpg")


def test_a_picture_that_unpacks_to_gigabytes_is_refused():
    out = BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    assert len(out.getvalue()) < 100_000

    with pytest.raises(Refused, match="million pixels"):
        cleaned(out.getvalue(), "photo.png")
