"""The map of a list: each country of Europe and around it with the number of records there, as a link."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SHAPES = Path(__file__).with_name("europe.json")  # made by prepare.py


@dataclass(frozen=True)
class Place:
    """What the map says of a country. words: its name and number, for those who do not see it."""

    count: int
    words: str
    url: str
    is_chosen: bool = False


@dataclass(frozen=True)
class Drawn:
    """A country on the map; x and y, in units of the map, are where its number stands. No place: nothing is there."""

    path: str
    x: int
    y: int
    is_small: bool
    place: Place | None = None


@dataclass(frozen=True)
class Map:
    """countries: in the order in which they are drawn and walked through by keyboard."""

    width: int
    height: int
    countries: list[Drawn]


def europe(places: Mapping[str, Place]):
    """The Map of {ISO 3166 alpha-2: Place}, in the order of the places; countries elsewhere are not on it."""
    shapes = _shapes()
    drawn = shapes["countries"]
    empty = [_drawn(shape) for code, shape in drawn.items() if code not in places]
    linked = [_drawn(drawn[code], place) for code, place in places.items() if code in drawn]
    # What is small comes last, or its neighbour would be drawn over it.
    return Map(shapes["width"], shapes["height"], empty + sorted(linked, key=lambda each: each.is_small))


def _drawn(shape, place=None):
    return Drawn(shape["path"], *shape["at"], shape["is_small"], place)


@cache
def _shapes():
    return json.loads(SHAPES.read_text())
