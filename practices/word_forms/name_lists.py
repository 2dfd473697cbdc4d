"""Several names in one text: "A, B, C" is three names, "Ministry of Education, Science and Technology" is one."""

import re

from directory.country_names import is_country
from records.folding import folded, folded_words, has_words

LINES = re.compile(r"[\n;]+")
COMMA_OR_PARENTHESIS = re.compile(r",\s+|[()]")
BEFORE_NAME, AFTER_NAME = " ,;.:-–—•", " ,;:"
LONGEST_NAME_IN_LIST = 14  # words; a longer part is a sentence
LONGEST_LIST = 10_000  # characters
MINISTRIES = re.compile(r"\b(?:minist\w+|department|dipartimento|departamento|departement|secretar\w+|directorate)\b")
INSTITUTIONS = re.compile(
    r"\b(?:minist\w+|embass\w+|ambasciat\w+|botschaft\w*|embajad\w+|ambassade\w*|foundation|fondazione|stiftung|fundaci\w+"
    r"|fondation|municipalit\w+|comun[ei]|universit\w+|universidad|commission\w*|organi[sz]a\w+|association\w*|asoci\w+"
    r"|associazion\w+|government|governo|gobierno|department|police|fund|council|union|ngos?|donors?|centre|center)\b"
)
AND = re.compile(r"(?:\b(?:and|und|et|y|e|ed)\b|&)")
LEGAL_FORMS = {
    "onlus",
    "e v",
    "ev",
    "ltd",
    "inc",
    "gmbh",
    "ggmbh",
    "asbl",
    "a s b l",
    "ngo",
    "ong",
    "z s",
    "o p s",
    "aps",
}


def split_names(text):
    """Names of a text: each line and each part between semicolons; parts between commas where they are a list."""
    parts = [_trimmed(part) for part in LINES.split(text)]
    return tuple(name for part in parts if part for name in _between_commas(part))


def _trimmed(name):
    return name.lstrip(BEFORE_NAME).rstrip(AFTER_NAME)


def _between_commas(part):
    names = _rejoined([_without_and(_trimmed(name)) for name in _cut_at_commas(part) if has_words(name)])
    return names if len(part) < LONGEST_LIST and _is_list(names) else [part]


def _cut_at_commas(part):
    """Cut at every comma that does not stand within parentheses."""
    depth, start = 0, 0
    for match in COMMA_OR_PARENTHESIS.finditer(part):
        if match[0] == "(":
            depth += 1
        elif match[0] == ")":
            depth = max(0, depth - 1)
        elif not depth:
            yield part[start : match.start()]
            start = match.end()
    yield part[start:]


def _is_list(names):
    """Three names or more, or two institutions; never an address, which ends in a country."""
    if len(names) < 2 or is_country(names[-1]):
        return False
    if not all(_begins_a_name(name) and len(folded_words(name)) <= LONGEST_NAME_IN_LIST for name in names):
        return False
    return len(names) > 2 or all(INSTITUTIONS.search(folded(name)) for name in names)


def _begins_a_name(name):
    first = name.lstrip("“”\"'‘’«»„(")[:1]
    return not first.islower() or INSTITUTIONS.search(folded(name)) is not None


def _rejoined(parts):
    """Parts of one name put together again: legal forms, and the subjects of a ministry up to their "and"."""
    names = []
    for place, part in enumerate(parts):
        if names and (folded(part) in LEGAL_FORMS or _continues_ministry(names[-1], parts[place:])):
            names[-1] = f"{names[-1]}, {part}"
        else:
            names.append(part)
    return names


def _continues_ministry(name, following):
    """True of "Science and Technology" after "Ministry of Education", also with "Youth" in between."""
    if not MINISTRIES.search(folded(name)) or AND.search(name.lower()):
        return False
    for part in following:
        if INSTITUTIONS.search(folded(part)) or len(folded_words(part)) > 5:
            return False
        if AND.search(part.lower()):
            return True
    return False


def _without_and(name):
    return re.sub(r"^(?:and|und|et|y|e|ed)\s+", "", name)
