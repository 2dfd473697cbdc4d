"""The sizes and colours in which pages are looked at."""

import pytest

PHONE, DESKTOP = {"width": 360, "height": 780}, {"width": 1280, "height": 900}

# Each size and each scheme once.
in_both_looks = pytest.mark.parametrize(
    ("size", "scheme"), [(PHONE, "light"), (DESKTOP, "dark")], ids=["phone-light", "desktop-dark"]
)
