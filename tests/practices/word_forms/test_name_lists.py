import pytest

from practices.word_forms.name_lists import split_names


@pytest.mark.parametrize(
    "name",
    [
        "KOOFRA e.V.",
        "KOOFRA e.V., Coordination Centre against Trafficking in Women",
        "Casa Verde, Onlus",
        "Ministry of Education, Science and Technology",
        "Ministry of Education, Youth, Culture and Sports",
        "Municipality of Venice, Social and Humanitarian Protection Unit",
        "Casa Verde, Bucharest, Romania",
        "NGO “New road” (“Novi put”)",
        "ADPARE - Association for Developing Alternative Practices",
        "Network (Casa Verde, Casa Blu, Casa Rossa)",
        "We work with many people, we like it, and we go on",
    ],
)
def test_one_name_is_one_name(name):
    assert split_names(name) == (name,)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Casa Verde\nCasa Blu", ("Casa Verde", "Casa Blu")),
        ("Casa Verde; Casa Blu;", ("Casa Verde", "Casa Blu")),
        (
            "Accem, IOM, Red Norte contra el tráfico y la explotación",
            ("Accem", "IOM", "Red Norte contra el tráfico y la explotación"),
        ),
        (
            "European Union, Ministry of Education, Science and Technology, IOM",
            ("European Union", "Ministry of Education, Science and Technology", "IOM"),
        ),
        ("Norwegian Embassy, Finnish Embassy", ("Norwegian Embassy", "Finnish Embassy")),
        ("Casa Verde, Onlus, Casa Blu, and Casa Rossa", ("Casa Verde, Onlus", "Casa Blu", "Casa Rossa")),
        ("- Casa Verde\n• Casa Blu", ("Casa Verde", "Casa Blu")),
        ("", ()),
    ],
)
def test_lists_are_split(text, names):
    assert split_names(text) == names
