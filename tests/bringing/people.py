"""People as a file may describe them, for properties."""

from hypothesis import strategies as st

from netpwa.bringing.fitting import found_of
from netpwa.web.forms import is_visible

TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60)
SHORT = st.text(alphabet="ab =+-@';:,\\\"\n.é", max_size=12)
WORDS = st.one_of(st.just(""), SHORT, TEXT)
NAMES = st.sampled_from(["Ana", "Ben", "Ana Ruiz", "Bea"]) | WORDS
REACH = st.sampled_from(
    ["a@example.org", "b@example.org", "+1 416 555 0134", "(416) 555-0134", "514-555-0101",
     "https://www.linkedin.com/in/ana", "linkedin.com/in/ana/", "example.org/x", "mailto:a@b"]
) | WORDS  # fmt: skip
PERSON = st.builds(
    found_of,
    NAMES,
    title=st.sampled_from(["", "Planner"]) | WORDS,
    organisation=st.sampled_from(["", "Navy", "navy", "City"]) | WORDS,
    city=WORDS,
    met_at=WORDS,
    note=WORDS,
    points=st.lists(REACH, max_size=4),
    follow_up_on=st.none() | st.dates(),
).filter(lambda one: is_visible(one.name))
everybody = st.lists(PERSON, min_size=1, max_size=8)
