"""Times and numbers as the reader writes them, on the reader's clock."""

from datetime import UTC, datetime, timedelta

import pytest

from netpwa.web import filters
from netpwa.web.locale import LOCALES
from tests.factories import AT

ZONE = "America/Toronto"


@pytest.fixture
def reading(app, watch):
    """Give a way to run a filter for a reader of some language."""

    def read(language, filter_, *values):
        with app.test_request_context(headers={"Accept-Language": language}):
            return filter_(*values)

    return read


@pytest.mark.parametrize(
    ("days", "said"),
    [(-1, "Yesterday"), (0, "Today"), (1, "Tomorrow"), (2, "Thursday"), (6, "Monday")],
)
def test_a_day_near_by_is_said_as_one_would(reading, days, said):
    assert reading("en", filters.when, AT + timedelta(days=days), ZONE) == said


def test_a_day_further_off_is_a_date_and_names_another_year(reading):
    assert "Dec 1" in reading("en-US", filters.when, AT + timedelta(days=7), ZONE)
    assert "2027" not in reading("en-US", filters.when, AT + timedelta(days=7), ZONE)
    assert "2027" in reading("en-US", filters.day, AT + timedelta(days=60), ZONE)


def test_midnight_is_that_of_the_reader(reading, watch):
    watch.at = datetime(2026, 11, 25, 4, 30, tzinfo=UTC)  # half past eleven on Tuesday there
    talk = datetime(2026, 11, 25, 5, 30, tzinfo=UTC)
    assert reading("en", filters.when, talk, ZONE) == "Tomorrow"
    assert reading("en", filters.when, talk, "UTC") == "Today"


def test_an_hour_is_written_by_the_readers_region(reading):
    at = datetime(2026, 11, 24, 19, 30, tzinfo=UTC)
    assert reading("en-GB", filters.hour, at, ZONE) == "14:30"
    assert reading("en-US", filters.hour, at, ZONE).replace("\u202f", " ") == "2:30 PM"
    assert reading("en-GB", filters.hour, at, "Asia/Kathmandu") == "01:15"


def test_how_long_ago_is_said_in_words(reading):
    assert reading("en", filters.ago, AT) == "Just now"
    assert reading("en", filters.ago, AT + timedelta(seconds=30)) == "Just now"
    assert reading("en", filters.ago, AT - timedelta(days=3)) == "3 days ago"


@pytest.mark.parametrize(("value", "written"), [(2.0, "2"), (0.5, "0.5"), (1234, "1,234")])
def test_numbers_have_no_needless_decimals(reading, value, written):
    assert reading("en", filters.number, value) == written


@pytest.mark.parametrize("tag", [*LOCALES, "fr-CA", "xx", "*", "en;q=x", "en-CA,en;q=0.9"])
def test_every_region_reads_every_page(ada, world, tag):
    for address in ("/today", "/contacts", f"/interviews/{world['interview_id']}", "/me"):
        response = ada.get(address, {"Accept-Language": tag.replace("_", "-")})
        assert response.status_code == 200
        assert '<html lang="en' in response.text
