"""The public holidays of a region: the one place that knows the `holidays` library."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import holidays

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


@cache
def days_around(region: str, year: int) -> frozenset[date]:
    """Give the public holidays of a region in a year and those beside it."""
    return days_of(region, range(year - 1, year + 2)) if region else frozenset()


def days_of(region: str, years: Iterable[int]) -> frozenset[date]:
    """Give the public holidays of a region in some years.

    A region is a country, or a country and its part, by ISO 3166: "FR", "CA-ON". Of an unknown
    part the country's are given, and of an unknown country none.
    """
    country, _, part = region.partition("-")
    wanted = list(years)
    for subdivision in dict.fromkeys((part or None, None)):
        try:
            return frozenset(holidays.country_holidays(country, subdiv=subdivision, years=wanted))
        except NotImplementedError:
            continue
    return frozenset()


@cache
def region_of_zone(zone: str) -> str:
    """Give the country of a time zone by the table of the zone rules; empty when it has none."""
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {row[2]: row[0] for row in rows}.get(zone, "")


def regions() -> tuple[str, ...]:
    """List every region whose holidays are known, countries before their parts."""
    known = holidays.list_supported_countries(include_aliases=False)
    return tuple(
        region
        for country, parts in sorted(known.items())
        for region in (country, *(f"{country}-{part}" for part in parts))
    )


def parts_of(country: str) -> list[tuple[str, str]]:
    """List the parts of a country whose holidays are known, as (region, name)."""
    parts = holidays.list_supported_countries(include_aliases=False).get(country, [])
    if not parts:
        return []
    aliases = holidays.country_holidays(country).get_subdivision_aliases()
    return [(f"{country}-{part}", (aliases.get(part) or [part])[0]) for part in parts]
