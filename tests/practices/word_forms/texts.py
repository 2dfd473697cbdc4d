"""Texts of any shape, for properties (hypothesis): plain and rich ones, with what a reader could take for facts."""

from html import escape

from hypothesis import strategies as st

TRAPS = [
    "Funding: Ministry of Health: 90%",
    "Strengths: calm",
    "Objectives",
    "www.verde.example",
    "office@verde.example",
    "Via Roma 9, 62100 Macerata, Italy",
    "Chart no. 7 Spain",
    "Since March 2011",
    "2006-2008",
    "EU, IOM, UNHCR",
    "Faith, Hope and Charity; others (10%)",
    "- a typed list",
    "1. first",
    "[in brackets] and <tags> & signs",
    "«\u00a0mot\u00a0» Łódź ქართული",
    "Tel: 06 123456, Fax: 06 123457",
]
words = st.text(st.characters(categories=["L", "N"], max_codepoint=0x24F), min_size=1, max_size=9)
sentences = st.one_of(
    st.builds(lambda first, others: " ".join(["Text", first, *others]), words, st.lists(words, max_size=8)),
    st.sampled_from(TRAPS),
)
names = st.one_of(
    st.builds("Name {}".format, words), st.sampled_from(["EU, IOM, UNHCR", "Casa Aperta", "A; B", "Hope: 5%", "X (Y)."])
)
plain_texts = st.lists(sentences, max_size=3).map("\n".join)
spans = st.builds(
    lambda text, markup: markup.format(escape(text, quote=False)),
    sentences,
    st.sampled_from(
        ["{}", "{}", "<b>{}</b>", "<i>{}</i>", "<i><b>{}</b></i>", '<a href="https://a.example/b?c=1&amp;d#e">{}</a>']
    ),
)
inlines = st.lists(spans, min_size=1, max_size=3).flatmap(
    lambda parts: st.sampled_from([" ", "<br/>", ""]).map(lambda between: between.join(parts))
)
lists = st.recursive(
    st.builds("<li>{}</li>".format, inlines),
    lambda items: st.builds(
        lambda text, tag, own: f"<li>{text}<{tag}>{''.join(own)}</{tag}></li>",
        inlines,
        st.sampled_from(["ul", "ol"]),
        st.lists(items, min_size=1, max_size=3),
    ),
    max_leaves=5,
)
blocks = st.one_of(
    st.builds('<p data-block-key="k3y9z">{}</p>'.format, inlines),
    st.builds("<h3>{}</h3>".format, inlines),
    st.builds(
        lambda tag, items: f"<{tag}>{''.join(items)}</{tag}>",
        st.sampled_from(["ul", "ol"]),
        st.lists(lists, min_size=1, max_size=3),
    ),
)
rich_texts = st.lists(blocks, max_size=4).map("".join)
