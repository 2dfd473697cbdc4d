import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from records.identifying import Kind, find_identifying
from records.identifying.wording import languages, wording
from tests.records.identifying import sentences_de, sentences_en, sentences_es, sentences_fr, sentences_it

SENTENCES = {"en": sentences_en, "it": sentences_it, "de": sentences_de, "es": sentences_es, "fr": sentences_fr}
FOUND = [(language, *row) for language, module in SENTENCES.items() for row in module.FOUND]
CLEAN = [(language, text) for language, module in SENTENCES.items() for text in module.CLEAN]

any_sentence = st.sampled_from([text for _language, text, *_rest in FOUND] + [text for _language, text in CLEAN])
any_language = st.sampled_from([*SENTENCES, "xx"])
# What patterns could stumble over: long rows of what each of them begins with.
crumbs = st.sampled_from(
    [
        *(
            "1",
            "12",
            "12 ",
            "17 ",
            "2010",
            "0",
            "+",
            "(",
            ")",
            "/",
            "-",
            ".",
            ",",
            "'",
            "@",
            " ",
            "\n",
            "\0",
            "€",
            "%",
            "n. ",
            "'10",
        ),
        *(
            "march ",
            "May ",
            "marzo ",
            "Mai ",
            "l'",
            "dell'",
            "am ",
            "il ",
            "on the ",
            "between ",
            "and ",
            "to ",
            "bis ",
        ),
        *(
            "years old",
            " anni",
            "-jährige",
            " ans",
            " años",
            "seventeen",
            "diciassett",
            "enne",
            "vingt et ",
            "quatre-vingt-",
        ),
        *(
            "law ",
            "Legge ",
            "passport ",
            "no. ",
            "Az. ",
            "tel. ",
            "t.me/",
            "facebook.com/",
            "IT60",
            "x.org",
            "İ",
            "ß",
            "a\u0301",
            "😀",
            "\ud800",
        ),
    ]
)
noise = st.one_of(
    st.text(max_size=300),
    st.lists(crumbs, max_size=120).map("".join),
    st.builds(str.__mul__, crumbs, st.integers(1, 400)),
)


def found_in(text, language="en"):
    return [(each.kind, each.text) for each in find_identifying(text, language)]


def taken(text, language, removed=""):
    """The text with every proposal in the place of its finding."""
    for finding in reversed(find_identifying(text, language)):
        text = text[: finding.start] + (finding.proposal or removed) + text[finding.end :]
    return text


# --- Sentences of reports ---


@pytest.mark.parametrize(("language", "text", "kinds", "_coarser"), FOUND)
def test_what_could_identify_a_person_is_found(language, text, kinds, _coarser):
    assert [kind for kind, _found in found_in(text, language)] == kinds.split()


@pytest.mark.parametrize(("language", "text", "_kinds", "coarser"), FOUND)
def test_a_proposal_is_coarser_and_fits_into_the_sentence(language, text, _kinds, coarser):
    assert taken(text, language, removed="[-]") == coarser


@pytest.mark.parametrize(("language", "text", "_kinds", "_coarser"), FOUND)
def test_a_text_with_every_proposal_taken_has_no_finding(language, text, _kinds, _coarser):
    assert found_in(taken(text, language), language) == []


@pytest.mark.parametrize(("language", "text"), CLEAN)
def test_laws_years_limits_durations_and_amounts_are_no_findings(language, text):
    assert found_in(text, language) == []


@pytest.mark.parametrize("language", SENTENCES)
def test_each_language_has_many_sentences(language):
    assert len(SENTENCES[language].FOUND) >= 25
    assert len(SENTENCES[language].CLEAN) >= 12


# --- Single patterns ---


@pytest.mark.parametrize(
    "date",
    """12 March 2010; 12. März 2010; 12/03/2010; 12-3-10; 12.3.2010; 12. 3. 2010; March 12th, 2010; March 12, 2010; the 12th of March 2010; 2010-03-12;
    2010-03-12T14:30; 2010/03/12; 03/2010; 03.2010; March 2010; Mar. 2010; 12-Mar-2010; Mon 12 Mar 2010; 03/25/2010; 12 marzo 2010; 12 de marzo de 2010;
    12 mars 2010; März 2010; 12. Jänner 2010; 12. MÄRZ 2010; twelfth of March 2010; 12\u00a0March\u00a02010; March '10""".split(
        ";"
    ),
)
def test_a_date_is_found_in_every_common_spelling(date):
    assert found_in(f"Seen: {date.strip()}, by us.") == [(Kind.DATE, date.strip())]


@pytest.mark.parametrize(
    ("month", "season"),
    [
        (12, "winter"),
        (1, "winter"),
        (2, "winter"),
        (3, "spring"),
        (5, "spring"),
        (6, "summer"),
        (8, "summer"),
        (9, "autumn"),
        (11, "autumn"),
    ],
)
def test_a_month_becomes_its_season(month, season):
    assert taken(f"Seen 1/{month}/1999", "en") == f"Seen {season} 1999"


@pytest.mark.parametrize(
    ("age", "band"),
    [
        (0, "under 18"),
        (17, "under 18"),
        (18, "a young adult"),
        (25, "a young adult"),
        (26, "an adult"),
        (99, "an adult"),
    ],
)
def test_an_age_becomes_a_band(age, band):
    assert taken(f"She is {age} years old.", "en") == f"She is {band}."


@pytest.mark.parametrize(
    ("language", "start", "end"),
    [
        ("en", "She was ", " years old."),
        ("it", "Aveva ", " anni."),
        ("de", "Sie war ", " Jahre alt."),
        ("es", "Tenía ", " años."),
        ("fr", "Elle avait ", " ans."),
    ],
)
def test_every_age_in_words_is_found(language, start, end):
    for spellings in wording(language)["numbers"].split(","):
        for spelling in spellings.strip().split("/"):
            assert len(find_identifying(start + spelling + end, language)) == 1, spelling


@pytest.mark.parametrize(
    "number",
    [
        "GB82 WEST 1234 5698 7654 32",
        "DE89370400440532013000",
        "RSSMRA85T10A562S",
        "12345678Z",
        "X-1234567-L",
        "285057800608441",
        "AB 12 34 56 C",
    ],
)
def test_a_number_with_a_form_of_its_own_needs_no_word_before_it(number):
    assert found_in(f"It was {number}, she said.") == [(Kind.NUMBER, number)]


@pytest.mark.parametrize("number", ["GB82 WEST 1234 5698 7654 33", "12345678A", "X-1234567-A", "285057800608442"])
def test_a_number_whose_check_digits_are_wrong_is_another_thing(number):
    assert Kind.NUMBER not in [kind for kind, _found in found_in(f"It was {number}, she said.")]


def test_a_number_in_a_law_or_a_date_is_no_phone_number():
    assert found_in("Law 06/12345678 of 2010") == []
    assert found_in("12/03/2010 06 12345678") == [(Kind.DATE, "12/03/2010"), (Kind.PHONE, "06 12345678")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "They did not act on 12 March 2010."),
        ("en", "The decision of 12/03/2010 was against her."),
        ("en", "The decree of 12/03/2010 was against her."),
        ("en", "The protocol of 12 March 2010 has her words."),
        ("en", "According to Law 228/2003, 17 years old, she is a child."),
        ("en", "The police wrote protocol no. 1234/2010 that night."),
        ("it", "È stato trattato il 12 marzo 2010."),
        ("it", "Il decreto del 12 marzo 2010 la espelle."),
        ("it", "Secondo la legge 228/2003 e il 12 marzo 2010 lo ha chiesto."),
        ("it", "Nel marzo 2010 lei partì."),
        ("de", "Der Vertrag vom 12. März 2010 lag beim Chef."),
        ("de", "Der Beschluss vom 12. März 2010 betrifft sie."),
        ("es", "La resolución de 12 de marzo de 2010 le denegó el asilo."),
        ("fr", "Il a été traité le 12 mars 2010."),
        ("fr", "L'arrêté du 12 mars 2010 l'expulse."),
    ],
)
def test_a_word_that_only_resembles_a_law_hides_nothing(language, text):
    assert len(found_in(text, language)) == 1


def test_a_quotation_in_another_language_is_seen_and_answered_in_that_language():
    text = "The report says: «fu identificata il 12 marzo 2010, aveva 17 anni»."

    assert taken(text, "en") == "The report says: «fu identificata nella primavera 2010, aveva meno di 18 anni»."


def test_a_language_without_words_of_its_own_is_read_with_those_of_the_others():
    assert found_in("On 12 March 2010", "xx") == [(Kind.DATE, "On 12 March 2010")]


def test_every_kind_has_a_label():
    assert all(kind.label for kind in Kind)


def test_a_file_of_words_has_every_list():
    sections = {language: wording(language) for language in languages("en")}

    for language, words in sections.items():
        assert words.keys() == sections["en"].keys(), language
        assert len(words["dates"]["months"]) == 12
        assert all(len(group["seasons"]) == 4 for group in words["dates"]["leads"])
        assert all(
            "{n}" in phrase and group["child"] for group in words["ages"]["groups"] for phrase in group["phrases"]
        )


# --- Keys ---

SENTENCE = "She met him on 12 March 2010 near the station."


def keys(text):
    return [each.key for each in find_identifying(text, "en")]


def test_a_key_stays_when_other_sentences_change():
    (key,) = keys(SENTENCE)

    assert keys(f"Another beginning. {SENTENCE} Another end.") == [key]
    assert keys(f"In May 2011 he left.\n{SENTENCE}\nShe stayed.")[1] == key


def test_a_key_stays_when_a_far_word_of_the_sentence_changes():
    text = "In the town of her parents she then met him on 12 March 2010 near the old railway station."

    assert keys(text) == keys(text.replace("town", "village").replace("station", "bridge"))


def test_a_key_changes_with_what_is_found_and_with_the_words_beside_it():
    others = (
        SENTENCE.replace("12", "13"),
        SENTENCE.replace("met him", "left home"),
        SENTENCE.replace("near", "behind"),
    )

    assert not set(keys(SENTENCE)) & {key for other in others for key in keys(other)}


def test_a_key_does_not_tell_the_words():
    (key,) = keys(SENTENCE)

    assert len(key) == 16
    assert int(key, 16)


# --- Any text ---


def check(text, language):
    findings = find_identifying(text, language)
    ends = [0, *(each.end for each in findings)]
    for finding, end_before in zip(findings, ends, strict=False):
        assert end_before <= finding.start < finding.end <= len(text)
        assert finding.text == text[finding.start : finding.end]


@given(noise, any_language)
@settings(max_examples=300)
def test_no_text_breaks_it_and_findings_stay_apart(text, language):
    check(text, language)


@given(st.lists(st.one_of(any_sentence, st.text(max_size=20)), max_size=6), any_language)
def test_findings_of_a_report_are_in_order_and_point_at_their_text(sentences, language):
    check("\n".join(sentences), language)


@given(st.lists(st.sampled_from(FOUND), min_size=1, max_size=6))
def test_a_report_with_every_proposal_taken_has_no_finding(rows):
    language = rows[0][0]
    text = " ".join(sentence for _language, sentence, *_rest in rows)

    assert found_in(taken(text, language), language) == []


@pytest.mark.parametrize(
    "crumb",
    [
        "1",
        "1 ",
        "1/",
        "1-",
        "17 ",
        "12 march ",
        "a@",
        "law 1/2 ",
        "(",
        "'",
        "l'",
        "17 and ",
        "IT60 ",
        "@",
        "€1",
        "\n",
        "12 to ",
    ],
)
def test_a_long_row_of_the_same_comes_to_an_end(crumb):
    check(crumb * 2000, "en")
