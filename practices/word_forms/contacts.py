"""Websites, e-mail addresses, telephones and postal addresses, told apart from references and other words."""

import re
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter

import phonenumbers

from directory.country_names import is_country
from practices.word_forms.blocks import Block, lines_of, paragraph
from records.folding import folded_words, has_words

WEBSITE, EMAIL, PHONE, HOTLINE, ADDRESS = "website", "email", "phone", "hotline", "address"

EMAIL_ADDRESS = re.compile(r"(?:mailto:)?(?<![\w.+'-])([\w.+'-]{1,64}@[\w-]+(?:\.[\w-]+)+)")
EMAIL_LABEL = r"(?:e-?\s?mails?|mail|courriel|correo(?: electr[oó]nico)?|posta elettronica|mel)"
WEB_ADDRESS = r"(?:https?://|www\.)[^\s<>\"“”]+[^\s<>\"“”.,;:)\]]"
DOMAIN = r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/[^\s,;]*)?"
WEB_LABEL = (
    r"(?:web\s?-?(?:site|seite|page)?s?|sito(?: web| internet)?|site(?: web| internet)?|sitio(?: web)?"
    r"|p[aá]gina web|internet|home\s?page|url)"
)
LABELLED_WEBSITE = re.compile(rf"\b{WEB_LABEL}\s*[:.]\s*({WEB_ADDRESS}|{DOMAIN})", re.IGNORECASE)
LONE_WEBSITE = re.compile(rf"({WEB_ADDRESS})", re.IGNORECASE)
DIGITS = r"(?:[\d\s./–-]|\(\d{1,4}\))"
PHONE_NUMBER = rf"(?:\+|\(\+?\d{{1,4}}\))?\s?\d{DIGITS}{{4,}}\d"
HOTLINE_LABEL = r"(?:hot\s?-?line|help\s?-?line|numero verde|num[eé]ro vert|notruf|l[ií]nea gratuita)"
FAX_LABEL = r"(?:tele)?fax"
PHONE_LABEL = (
    r"(?:t[eé]l(?:[eé]phone|[eé]fono|efon)?|phone|ph"
    r"|mobile?|mob|cell(?:ulare|phone)?|handy|m[oó]vil|gsm|portable)"
)
LABELLED_PHONE = re.compile(
    rf"\b(?P<label>(?:{PHONE_LABEL}|{FAX_LABEL}|{HOTLINE_LABEL})\.?"
    rf"(?:\s*(?:/|&|and|e|und|y|et)\s*(?:{PHONE_LABEL}|{FAX_LABEL})\.?)?)"
    rf"\s*(?:n[o°.]*\s*)?:?\s*(?P<numbers>{PHONE_NUMBER}(?:\s*[,;/]\s*{PHONE_NUMBER})*)",
    re.IGNORECASE,
)
LONE_PHONE = re.compile(rf"(?<![\w/.-])\+\d{DIGITS}{{6,}}\d")
BETWEEN_NUMBERS = re.compile(r"\s*[,;]\s*|\s+/\s+|/(?=\+)")
LABELS_LEFT = re.compile(rf"(?:^|(?<=[\s;,|])){EMAIL_LABEL}\s*[:.]*\s*(?=$|[;,|])|^{EMAIL_LABEL}\s*:", re.IGNORECASE)
SEPARATORS = " \t\n;,|•–—-:/"

STREET = re.compile(
    r"(?:\b(?:street|str|road|avenue|square|lane|via|viale|piazza|corso|largo|platz|weg|allee"
    r"|calle|avenida|plaza|paseo|rue|boulevard|bd|blvd|place|quai|chemin"
    r"|mail box|p\.? ?o\.? ?box|box|postfach|apartado|casella postale|floor|district)\b"
    r"|stra(?:ss|ß)e\b|\bc/)",
    re.IGNORECASE,
)
POSTCODE = re.compile(
    r"(?<![\w.-])(?:[A-Z]{1,3}-)?(?!(?:19|20)\d\d\b)\d{4,6}\s+[A-ZÀ-Þ]|\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b"
)
PARTS_OF_ADDRESS = re.compile(r"\s+[-–—]\s+|,")
LONGEST_ADDRESSEE, LONGEST_ADDRESS = 14, 30
LONGEST_NOTE = 8


@dataclass(frozen=True)
class Contact:
    """A way to reach those who run a practice; `value` as printed, a website with its http://."""

    kind: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class _Line:
    """A line of the cell: the contacts found in it, and the words that remain."""

    block: Block
    contacts: tuple[Contact, ...]
    remains: str

    @property
    def is_address(self):
        return _is_address(self.remains)

    @property
    def is_contact(self):
        """True when the line exists to give contacts: also a reference may name a website."""
        kinds = {contact.kind for contact in self.contacts}
        return bool(kinds) and (kinds != {WEBSITE} or not folded_words(self.remains))


def parse_contacts(blocks, region=None):
    """(Contacts, the other blocks) of a cell. `region`: ISO code of the country whose phone numbers need no prefix."""
    lines = [_read_line(line, region) for block in blocks for line in lines_of(block)]
    contacts, rest = [], []
    for belongs_together, group in _groups(lines):
        found, others = _contacts_of(group) if belongs_together else ([], [line.block for line in group])
        contacts += found
        rest += others
    return tuple(dict.fromkeys(contacts)), tuple(rest)


def _read_line(block, region):
    text, contacts = _with_hidden_addresses(block), []
    for find in (_emails, _phones, _websites):
        found, text = find(text, region)
        contacts += found
    return _Line(block, tuple(contacts), _without_labels(text))


def _with_hidden_addresses(block):
    """The text, with the addresses of links that show something else."""
    return "".join(_shown_with_address(span) for span in block.spans)


def _shown_with_address(span):
    address = span.href.removeprefix("mailto:").partition("?")[0]
    is_email = span.href.startswith("mailto:")
    return f"{span.text} {address}" if is_email and address.lower() not in span.text.lower() else span.text


def _emails(text, _region):
    return [Contact(EMAIL, match[1]) for match in EMAIL_ADDRESS.finditer(text)], EMAIL_ADDRESS.sub(" ", text)


def _phones(text, region):
    contacts = [
        Contact(_kind_of_phone(match["label"]), _number(number, region), _note_of_phone(match["label"]))
        for match in LABELLED_PHONE.finditer(text)
        for number in BETWEEN_NUMBERS.split(match["numbers"])
    ]
    text = LABELLED_PHONE.sub(" ", text)
    contacts += [Contact(PHONE, _number(match[0], region)) for match in LONE_PHONE.finditer(text)]
    return contacts, LONE_PHONE.sub(" ", text)


def _kind_of_phone(label):
    return HOTLINE if re.match(HOTLINE_LABEL, label, re.IGNORECASE) else PHONE


def _note_of_phone(label):
    if not re.search("fax", label, re.IGNORECASE):
        return ""
    return "Fax" if re.fullmatch(rf"{FAX_LABEL}\.?", label.strip(), re.IGNORECASE) else "Tel/Fax"


def _number(printed, region):
    """The number with its country's prefix, where it lacks one and the region says which; else as printed."""
    printed = " ".join(printed.split())
    if printed.startswith(("+", "00")) or not region:
        return printed
    try:
        number = phonenumbers.parse(printed, region)
    except phonenumbers.NumberParseException:
        return printed
    if not phonenumbers.is_valid_number(number):
        return printed
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _websites(text, _region):
    contacts = [Contact(WEBSITE, _url(match[1])) for match in LABELLED_WEBSITE.finditer(text)]
    text = LABELLED_WEBSITE.sub(" ", text)
    contacts += [Contact(WEBSITE, _url(match[1])) for match in LONE_WEBSITE.finditer(text)]
    return contacts, LONE_WEBSITE.sub(" ", text)


def _url(printed):
    return printed if printed.lower().startswith("http") else f"http://{printed}"


def _without_labels(text):
    text = " ".join(LABELS_LEFT.sub(" ", text).split()).strip(SEPARATORS)
    return text if has_words(text) else ""


def _groups(lines):
    """(True for contacts, False for other words; lines) of the lines that stand together.

    A name above an address belongs to it; a name or an address below telephones begins the next contacts.
    """
    group, was_contact = 0, False
    numbered = []
    for line, belongs in zip(lines, _belonging(lines), strict=True):
        if was_contact and not line.is_contact:
            group += 1
        numbered.append(((group, belongs), line))
        was_contact = line.is_contact
    for (_, belongs), pairs in groupby(numbered, key=itemgetter(0)):
        yield belongs, [line for _, line in pairs]


def _belonging(lines):
    """Whether each line belongs to contacts: those that are, and the names above them."""
    belonging = [line.is_contact or line.is_address for line in lines]
    for place in range(len(lines) - 2, -1, -1):
        if belonging[place + 1] and _is_addressee(lines[place]):
            belonging[place] = True
    return belonging


def _is_addressee(line):
    """A name: few words, no figures, no sentence, no item of a list."""
    text = line.remains
    return (
        not line.block.is_item
        and not line.contacts
        and 0 < len(folded_words(text)) <= LONGEST_ADDRESSEE
        and not re.search(r"\d|[.!?:]$", text)
    )


def _is_address(text):
    parts = [part.strip(" .") for part in PARTS_OF_ADDRESS.split(text)]
    ends_in_country = len(parts) > 1 and is_country(parts[-1])
    has_sign = STREET.search(text) or POSTCODE.search(text) or ends_in_country
    return bool(has_sign and re.search(r"\d", text) and len(folded_words(text)) <= LONGEST_ADDRESS)


def _contacts_of(lines):
    """(Contacts, blocks of what is none) of lines that stand together: names, address, telephones and so on."""
    contacts = [contact for line in lines for contact in _noted(line)]
    names = [line.remains for line in lines if not line.contacts and not line.is_address]
    address = [line.remains for line in lines if line.is_address]
    sentences = [paragraph(line.remains) for line in lines if line.contacts and _is_sentence(line)]
    if address:
        contacts.insert(0, Contact(ADDRESS, ", ".join([*names, *address])))
    else:
        contacts = _with_note(contacts, ", ".join(names))
    return contacts, sentences


def _noted(line):
    """The contacts of a line; few other words on it become the note of those that are not public."""
    is_note = not line.is_address and not _is_sentence(line)
    return _with_note(line.contacts, line.remains if is_note else "")


def _is_sentence(line):
    return not line.is_address and len(folded_words(line.remains)) > LONGEST_NOTE


def _with_note(contacts, note):
    """The contacts, with the note on the first that is no website, if there is one: a name may not be public."""
    if not note or not contacts:
        return list(contacts)
    chosen, *_ = [*(contact for contact in contacts if contact.kind != WEBSITE), *contacts]
    noted = replace(chosen, note="; ".join(filter(None, [note, chosen.note])))
    return [noted if contact is chosen else contact for contact in contacts]
