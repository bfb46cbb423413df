"""The public holidays of a region: the one place that knows the `holidays` library."""

from __future__ import annotations

from typing import TYPE_CHECKING

import holidays

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


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


def regions() -> tuple[str, ...]:
    """List every region whose holidays are known, countries before their parts."""
    known = holidays.list_supported_countries(include_aliases=False)
    return tuple(
        region
        for country, parts in sorted(known.items())
        for region in (country, *(f"{country}-{part}" for part in parts))
    )
