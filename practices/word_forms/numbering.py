"""Which paragraphs Word shows as items of a list: by their own numbering or by that of their style."""

from practices.word_forms.blocks import BULLET, NUMBER

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"
DEEPEST_LEVEL = 8
LONGEST_CHAIN_OF_STYLES = 20


class Numbering:
    """Answers for one file, from its parts styles.xml and numbering.xml (either may be None)."""

    def __init__(self, styles, numbering):
        self._styles = _by_id(styles, "style", "styleId")
        self._lists = _by_id(numbering, "num", "numId")
        self._definitions = _by_id(numbering, "abstractNum", "abstractNumId")

    def item(self, properties):
        """(kind, level) of a paragraph with these properties (w:pPr), None where it is no item of a list."""
        number, level = self._own(properties)
        if number is None:
            number, style_level = self._of_style(properties)
            level = style_level if level is None else level
        if number in (None, "0"):
            return None
        return self._kind_and_level(number, _level_number(level))

    def _own(self, properties):
        return _value(properties, "numPr/numId"), _value(properties, "numPr/ilvl")

    def _of_style(self, properties):
        style = _value(properties, "pStyle")
        for _step in range(LONGEST_CHAIN_OF_STYLES):
            element = self._styles.get(style)
            if element is None:
                break
            own = self._own(element.find(f"{W}pPr"))
            if own[0] is not None:
                return own
            style = _value(element, "basedOn")
        return None, None

    def _kind_and_level(self, number, level):
        form = self._format(number, level)
        if form == "none":
            return None
        return (NUMBER if form and form != "bullet" else BULLET), level

    def _format(self, number, level):
        """Word's name of how the level is numbered: "bullet", "decimal", "lowerLetter" ... or None if not defined."""
        chosen = self._lists.get(number)
        definition = self._definitions.get(_value(chosen, "abstractNumId"))
        for source in (_child_at(chosen, "lvlOverride", level), definition):
            form = _value(_child_at(source, "lvl", level), "numFmt")
            if form:
                return form
        return None


def _by_id(part, tag, attribute):
    if part is None:
        return {}
    return {element.get(f"{W}{attribute}"): element for element in part.root.iterchildren(f"{W}{tag}")}


def _value(element, path):
    """The w:val at the end of a path such as "numPr/numId", None where there is none."""
    if element is None:
        return None
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return None if found is None else found.get(VAL)


def _child_at(element, tag, level):
    if element is None:
        return None
    return next((child for child in element.iterchildren(f"{W}{tag}") if child.get(f"{W}ilvl") == str(level)), None)


def _level_number(level):
    return min(int(level), DEEPEST_LEVEL) if level and level.isdecimal() else 0
