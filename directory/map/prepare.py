# /// script
# requires-python = ">=3.11"
# dependencies = ["shapely>=2.1"]
# ///
"""Makes europe.json, the shapes of the directory's map, of Natural Earth's countries. Done once; kept to do it again.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    uv run directory/map/prepare.py package/countries-50m.json

Natural Earth is in the public domain. Three things are mended: Crimea is drawn with Ukraine, as the General Assembly
of the United Nations has it (resolution 68/262); Kosovo has no number there and is known by its name; the north of
Cyprus is drawn with Cyprus. No boundary of a map implies a position.

europe.json: {"width", "height", "countries": {code: {"path": SVG path, "at": [x, y] of its number, "is_small": bool}}}
"""

import json
import sys
from itertools import pairwise
from math import cos, radians, sin, sqrt
from pathlib import Path

import shapely
from shapely.geometry import MultiPolygon, Point, Polygon, box
from shapely.ops import polylabel, unary_union

OUT = Path(__file__).with_name("europe.json")
# Lambert azimuthal, equal in area, round the middle of Europe.
MIDDLE_LATITUDE, MIDDLE_LONGITUDE = 52, 14
FRAME = box(-0.375, -0.335, 0.475, 0.352)
WIDTH = 1000
# The part of the world that is laid flat.
NEAR = box(-60, 15, 110, 85)
SCALE = WIDTH / (FRAME.bounds[2] - FRAME.bounds[0])
HEIGHT = round(SCALE * (FRAME.bounds[3] - FRAME.bounds[1]))
# Coverages are simplified by the area of the triangles that are left out, islands left out by their own.
TOLERANCE, SMALLEST_ISLAND, SMALLEST_COUNTRY = 1.2, 7, 60
CRIMEA = Point(34.3, 45.3)
NUMBERS = """008 AL 012 DZ 020 AD 031 AZ 040 AT 051 AM 056 BE 070 BA 100 BG 112 BY 191 HR 196 CY 203 CZ 208 DK 233 EE
234 FO 246 FI 248 AX 250 FR 268 GE 275 PS 276 DE 300 GR 348 HU 352 IS 364 IR 368 IQ 372 IE 376 IL 380 IT 398 KZ 400 JO
422 LB 428 LV 434 LY 438 LI 440 LT 442 LU 470 MT 492 MC 498 MD 499 ME 504 MA 528 NL 578 NO 616 PL 620 PT 642 RO 643 RU
674 SM 682 SA 688 RS 703 SK 705 SI 724 ES 752 SE 756 CH 760 SY 788 TN 792 TR 804 UA 807 MK 818 EG 826 GB 833 IM 336 VA"""
CODES = dict(zip(NUMBERS.split()[::2], NUMBERS.split()[1::2], strict=True))
NAMES = {"Kosovo": "XK", "N. Cyprus": "CY"}
# Drawn with the country whose law on trafficking applies there.
WITHIN = {"AX": "FI"}


def main(source):
    shapes = simplified(clipped(projected(mended(countries(json.loads(Path(source).read_text()))))))
    drawn = {code: drawing(shape) for code, shape in sorted(shapes.items())}
    OUT.write_text(json.dumps({"width": WIDTH, "height": HEIGHT, "countries": drawn}, separators=(",", ":")) + "\n")
    print(f"{len(drawn)} countries, {OUT.stat().st_size / 1000:.0f} kB")  # noqa: T201


# --- TopoJSON ---


def countries(topology):
    """{code: [Polygon in degrees]} of the countries of the map."""
    arcs = [list(points(arc, topology["transform"])) for arc in topology["arcs"]]
    found = {}
    for country in topology["objects"]["countries"]["geometries"]:
        code = CODES.get(country.get("id")) or NAMES.get(country["properties"]["name"])
        if code:
            polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
            code = WITHIN.get(code, code)
            found.setdefault(code, []).extend(polygon(rings, arcs) for rings in polygons)
    return found


def points(arc, transform):
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield tuple(
            delta * scale + start
            for delta, scale, start in zip((x, y), transform["scale"], transform["translate"], strict=True)
        )


def polygon(rings, arcs):
    outer, *holes = ([point for at in ring for point in directed(at, arcs)] for ring in rings)
    return shapely.make_valid(Polygon(unwrapped(outer), holes))


def unwrapped(ring):
    """Russia goes on behind the date line."""
    is_across = max(x for x, _y in ring) - min(x for x, _y in ring) > 180
    return [(x + 360 if is_across and x < 0 else x, y) for x, y in ring]


def directed(at, arcs):
    return arcs[at] if at >= 0 else arcs[~at][::-1]


def mended(found):
    """{code: shape in degrees}"""
    crimea = next(part for part in found["RU"] if part.contains(CRIMEA))
    found["RU"].remove(crimea)
    found["UA"].append(crimea)
    return {code: unary_union(parts).intersection(NEAR) for code, parts in found.items()}


# --- From degrees to the page ---


def projected(shapes):
    return {code: shapely.make_valid(shapely.transform(shape, on_the_plane)) for code, shape in shapes.items()}


def on_the_plane(coordinates):
    return [lambert(*each) for each in coordinates]


def lambert(longitude, latitude):
    east, north, middle = radians(longitude - MIDDLE_LONGITUDE), radians(latitude), radians(MIDDLE_LATITUDE)
    towards = 1 + sin(middle) * sin(north) + cos(middle) * cos(north) * cos(east)
    scale = sqrt(2 / max(towards, 1e-6))
    return scale * cos(north) * sin(east), scale * (cos(middle) * sin(north) - sin(middle) * cos(north) * cos(east))


def clipped(shapes):
    """In units of the page, y downwards, without what lies outside its frame."""
    left, _bottom, _right, top = FRAME.bounds
    seen = {code: MultiPolygon(polygons_of(shape.intersection(FRAME))) for code, shape in shapes.items()}
    return {
        code: shapely.transform(shape, lambda xy: [((x - left) * SCALE, (top - y) * SCALE) for x, y in xy])
        for code, shape in seen.items()
        if not shape.is_empty
    }


def simplified(shapes):
    """Neighbours keep their boundaries in common; small islands go, unless they are all there is."""
    simple = shapely.coverage_simplify(list(shapes.values()), TOLERANCE, simplify_boundary=True)
    return {code: without_islets(shape) for code, shape in zip(shapes, simple, strict=True)}


def without_islets(shape):
    parts = sorted(polygons_of(shape), key=lambda part: part.area, reverse=True)
    return MultiPolygon([part for number, part in enumerate(parts) if part.area > SMALLEST_ISLAND or not number])


def polygons_of(shape):
    if isinstance(shape, Polygon):
        return [shape]
    return [polygon for part in getattr(shape, "geoms", ()) for polygon in polygons_of(part)]


# --- SVG ---


def drawing(shape):
    at = polylabel(max(shape.geoms, key=lambda part: part.area), 1)
    return {
        "path": "".join(path(ring.coords) for part in shape.geoms for ring in (part.exterior, *part.interiors)),
        "at": [round(at.x), round(at.y)],
        "is_small": shape.area < SMALLEST_COUNTRY,
    }


def path(ring):
    """Of a ring that is smaller than a pixel, nothing."""
    rounded = [(round(x), round(y)) for x, y in ring]
    steps = [(x - x0, y - y0) for (x0, y0), (x, y) in pairwise(rounded[:-1])]
    steps = [step for step in steps if step != (0, 0)]
    if len(steps) < 2:
        return ""
    return f"M{rounded[0][0]} {rounded[0][1]}l{''.join(number(x) + number(y) for x, y in steps).lstrip()}z"


def number(value):
    """A minus sign separates as well as a blank does."""
    return str(value) if value < 0 else f" {value}"


if __name__ == "__main__":
    main(sys.argv[1])
