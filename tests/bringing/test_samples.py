"""Files shaped as each program writes them, and who is found in them."""

from pathlib import Path

import pytest

from netpwa.bringing.files import read_file
from netpwa.bringing.model import Found

SAMPLES = Path(__file__).parent / "samples"
GRACE_ON_LINKEDIN = Found(
    "Grace Hopper",
    "Rear admiral",
    "Navy, Bureau of Ships",
    met_at="LinkedIn, 05 Oct 2020",
    points=("https://www.linkedin.com/in/grace-hopper",),
)
FELIX_ON_LINKEDIN = Found(
    "Félix Gagnon",
    'Designer "urban", partner',
    "Atelier Nord",
    met_at="LinkedIn, 17 Jan 2024",
    points=("https://www.linkedin.com/in/f%C3%A9lix-gagnon-1a2b3c", "felix@example.org"),
)
FELIX = Found(
    "Félix Gagnon",
    "Urban designer",
    "Atelier Nord",
    points=("felix@example.org", "514-555-0101"),
)


def read(name):
    reading = read_file((SAMPLES / name).read_bytes())
    people = [row.found for row in reading.rows if not row.trouble]
    return reading.kind, people, [(row.line, row.trouble) for row in reading.rows if row.trouble]


@pytest.mark.parametrize(
    ("name", "closed_account_at"), [("linkedin.csv", 9), ("linkedin-bare.csv", 6)]
)
def test_linkedin_with_and_without_its_preamble(name, closed_account_at):
    kind, people, troubles = read(name)
    assert kind == "linkedin"
    assert people[:2] == [GRACE_ON_LINKEDIN, FELIX_ON_LINKEDIN]
    assert [one.name for one in people[2:]] == ["Mary Hawes, MCIP", "Jean Bartik"]
    assert troubles == [(closed_account_at, "name")]


def test_linkedin_as_it_was_years_ago():
    kind, people, _ = read("linkedin-old.csv")
    grace = Found("Grace Hopper", organisation="Navy", points=("grace@example.org",))
    assert (kind, people) == ("linkedin", [grace, Found("Jean Bartik")])


def test_linkedin_saved_again_by_a_spreadsheet():
    kind, people, _ = read("linkedin-edited.csv")
    assert (kind, [one.organisation for one in people]) == ("linkedin", ["Navy"])


def test_google_as_it_is_today():
    kind, people, troubles = read("google.csv")
    assert kind == "google"
    assert people[0] == Found(
        "Dr. Grace Brewster Hopper",
        "Rear admiral",
        "Navy",
        "New Haven",
        note="Likes clocks\nand short wires\nShips",
        points=(
            "grace@example.org",
            "hopper@example.org",
            "+1 416 555 0134",
            "https://www.linkedin.com/in/grace-hopper",
        ),
    )
    assert [one.name for one in people[1:]] == ["Jean Bartik", "Atelier Nord"]
    assert [trouble for _, trouble in troubles] == ["name"]


def test_google_as_it_was():
    kind, people, _ = read("google-legacy.csv")
    assert kind == "google"
    assert people == [
        Found(
            "Grace Hopper",
            "Rear admiral",
            "Navy",
            "New Haven",
            note="Likes clocks",
            points=("grace@example.org", "+1 416 555 0134"),
        )
    ]


def test_outlooks_table():
    kind, people, _ = read("outlook.csv")
    assert kind == "table"
    assert (people[0].name, people[0].title, people[0].city, people[0].note) == (
        "Félix Gagnon",
        "Urban designer",
        "Montréal",
        "Studio",
    )
    assert people[0].points == ("514-555-0101", "felix@example.org", "f.gagnon@example.org")


def test_an_iphones_cards():
    kind, people, troubles = read("ios.vcf")
    assert kind == "vcard"
    assert people[0] == Found(
        "Dr. Grace Brewster Hopper",
        "Rear admiral",
        "Navy, Bureau of Ships",
        "New Haven",
        note="Likes clocks\nand short wires; says so\nComputing",
        points=(
            "grace@example.org",
            "+1 (416) 555-0134",
            "https://example.org/grace",
            "https://www.linkedin.com/in/grace-hopper",
        ),
    )
    assert people[1] == Found("Atelier Nord", organisation="Atelier Nord", points=("514-555-0101",))
    assert [trouble for _, trouble in troubles] == ["group"]


def test_googles_cards():
    _, people, troubles = read("google.vcf")
    assert people[0].note.endswith("at which a line is folded, with a comma.")
    assert (people[0].name, people[0].title, people[0].organisation, people[0].points) == (
        FELIX.name,
        FELIX.title,
        FELIX.organisation,
        FELIX.points,
    )
    assert people[1].name == "Jean Bartik"
    assert troubles == [(19, "name")]


def test_outlooks_card_in_the_old_form():
    _, people, troubles = read("outlook.vcf")
    assert troubles == []
    assert people == [
        Found(
            "M. Félix Gagnon",
            "Urban designer",
            "Atelier Nord",
            "Montréal",
            note="Guest lecture\nAsked about rivers = water\nStudio",
            points=("(514) 555-0101", "felix@example.org"),
        )
    ]


def test_a_card_in_the_new_form():
    _, people, troubles = read("four.vcf")
    assert people == [
        Found(
            "Mary Hawes",
            "Programmer",
            "Wang Laboratories",
            "Lowell",
            note="Reads, writes",
            points=(
                "+1-978-555-0142 x12",
                "mary@example.org",
                "https://orcid.org/0000-0001-2345-6789",
            ),
            uid="4fbe8971-0bc3-424c-9c26-36c3e1eff6b1",
        )
    ]
    assert [trouble for _, trouble in troubles] == ["group"]
