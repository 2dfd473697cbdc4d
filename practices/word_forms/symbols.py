"""Characters of Word's symbol fonts that mean something in a form: there, a tick is a plain letter such as "ü"."""

# By the place of the character in the font.
WINGDINGS = {
    0x6F: "☐",
    0x70: "☐",
    0x71: "☐",
    0x72: "☐",
    0x78: "☒",
    0xA8: "☐",
    0xE0: "→",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
FONTS = {
    "wingdings": WINGDINGS,
    "wingdings 2": {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x2A: "☐", 0xA3: "☐"},
    "webdings": {0x61: "✓", 0x63: "☐", 0x72: "✗"},
}
PRIVATE_USE = 0xF000  # where Word moves the characters of such fonts to


def symbol(font, code):
    """The sign that stands for a character of a font; None where it has none."""
    return FONTS.get(font.lower(), {}).get(code - PRIVATE_USE if code >= PRIVATE_USE else code)


def as_signs(font, text):
    """A text in a symbol font as signs; as it is where it has any other character, for then it is no mark."""
    if font.lower() not in FONTS:
        return text
    signs = [symbol(font, ord(character)) or (character if character.isspace() else None) for character in text]
    return "".join(signs) if None not in signs else text
