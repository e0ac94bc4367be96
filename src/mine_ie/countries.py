"""ISO 3166-1 codes and names of countries, for exports that want another code than alpha-2."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import srsly

_FILE = Path(__file__).parent / "data" / "countries.yaml"


class Country(NamedTuple):
    """A country's codes, its English short name, and the region ACLED puts it in."""

    alpha2: str
    alpha3: str
    numeric: int | None
    name: str
    region: str | None


@cache
def countries() -> dict[str, Country]:
    """All countries by ISO 3166-1 alpha-2 code."""
    data = srsly.read_yaml(_FILE)
    return {code: Country(code, **row) for code, row in data.items()}


def country(alpha2: str | None) -> Country | None:
    """Look a country up; ``None`` when the code is ``None`` or assigned to no country.

    >>> country("AZ").alpha3, country("AZ").numeric, country(None)
    ('AZE', 31, None)
    """
    return countries().get(alpha2) if alpha2 else None
