import json
import re

import pytest

from directory.map.drawing import SHAPES, Place, europe


def place(count=1):
    return Place(count=count, words=f"Somewhere, {count} organisations", url="/en/directory/?country=XX")


def inside(path, x, y):
    """Whether a point is within the rings of a path: by the crossings of a ray to the right."""
    crossings = 0
    for start, steps in re.findall(r"M([^l]+)l([^z]*)z", path):
        ring = [tuple(map(int, start.split()))]
        numbers = list(map(int, re.findall(r"-?\d+", steps)))
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            ring.append((ring[-1][0] + dx, ring[-1][1] + dy))
        for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                crossings += 1
    return crossings % 2 == 1


@pytest.fixture(scope="module")
def shapes():
    return json.loads(SHAPES.read_text())["countries"]


def test_the_countries_of_the_members_are_on_the_map(shapes):
    members = "IT FR RO PT ES IE EE LV LT GR SE DK LU FI DE RS TR AL BA XK GE AZ AM CH NO".split()
    assert not [code for code in members if code not in shapes]


def test_crimea_is_drawn_with_ukraine_and_kosovo_by_itself(shapes):
    simferopol, prishtina = (730, 519), (549, 601)

    assert [code for code, shape in shapes.items() if inside(shape["path"], *simferopol)] == ["UA"]
    assert [code for code, shape in shapes.items() if inside(shape["path"], *prishtina)] == ["XK"]


def test_the_geometry_is_light():
    assert SHAPES.stat().st_size < 60_000


def test_each_country_has_its_number_within_it(shapes):
    wide = {code: shape for code, shape in shapes.items() if not shape["is_small"]}
    assert not [code for code, shape in wide.items() if not inside(shape["path"], *shape["at"])]


def test_small_states_are_drawn_over_their_neighbours():
    drawn = europe({"SM": place(), "IT": place(3)})

    assert [each.place.count for each in drawn.countries if each.place] == [3, 1]
    assert drawn.countries[-1].is_small


def test_countries_beyond_the_map_are_left_to_the_table():
    drawn = europe({"NG": place(2)})

    assert not [each for each in drawn.countries if each.place]
