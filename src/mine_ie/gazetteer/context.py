"""Which countries an article speaks of, as each of its names says."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from mine_ie.gazetteer.names import fold
from mine_ie.gazetteer.scan import Spot
from mine_ie.gazetteer.store import COUNTRY, PROVINCE, SETTLEMENT, Entry
from mine_ie.gazetteer.writer import rank

# What a mention says of the article's country, by role and form.
_COUNTRY_VOTE = {"dateline": 2.0, "place": 3.0, "container": 4.0, "source": 1.5}
# What a name's own candidates count for when it is resolved itself.
_OWN_VOTE = 0.3

# States that news from before their day, and often later, files under another: Malakal in "Sudan".
_FORMERLY = {"SS": "SD", "ER": "ET", "TL": "ID", "XK": "RS", "ME": "RS"}
_FORMER = 0.45


def prominence(entry: Entry) -> float:
    """Worth without context: about the decimal logarithm of the population plus a level's bonus."""
    return _worth(entry.level, entry.population)


@lru_cache(maxsize=4096)
def _worth(level: int, population: int) -> float:
    worth = (140 - rank(level, population, False)) / 14
    return worth + 1.0 if level == SETTLEMENT and population > 500_000 else worth


def votes(spots: Sequence[Spot], candidates: Sequence[list[Entry]]) -> dict[str, dict[str, float]]:
    """Return what each name, folded, says of the countries that the article speaks of."""
    by_name: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    seen: Counter[tuple[str, str]] = Counter()
    for spot, found in zip(spots, candidates, strict=True):
        if not found:
            if spot.country:
                by_name[fold(spot.text)][spot.country] += 1.0
            continue
        key = (fold(spot.text), spot.role)
        seen[key] += 1
        fade = 1.0 / seen[key]
        said, best = by_name[key[0]], found[0]
        if best.level == COUNTRY and not spot.type:
            rivals = [e for e in found[1:] if e.level in (COUNTRY, PROVINCE)]
            said[best.country] += _COUNTRY_VOTE[spot.role] * fade * (0.6 if rivals else 1.0)
            for rival in rivals:
                said[rival.country] += 0.3 * fade
            continue
        worths = [(prominence(e), e.country) for e in found if e.country]
        total = sum(math.exp(w) for w, _ in worths)
        # A village's name is found everywhere: it says less of the country than a city's.
        strength = (
            1.5
            if spot.role == "dateline"
            else min(1.0, 0.15 * max(w for w, _ in worths))
            if worths
            else 0.0
        )
        for worth, country in worths:
            said[country] += strength * fade * math.exp(worth) / total
    return {name: dict(votes) for name, votes in by_name.items()}


@dataclass(frozen=True, slots=True)
class Heard:
    """What the other names of an article say of where one lies."""

    #: How much they speak of each country, the most named being 1.
    shares: dict[str, float] = field(default_factory=dict)
    #: The ids of the provinces among them.
    provinces: frozenset[int] = frozenset()


def provinces(spots: Sequence[Spot], candidates: Sequence[list[Entry]]) -> dict[int, str]:
    """Return the provinces that the article names by id, each with its name folded.

    "Nawa district" in an article on Helmand is not the one in Ghazni.
    """
    pairs = zip(spots, candidates, strict=True)
    named = (
        (e.id, fold(spot.text)) for spot, found in pairs for e in found[:1] if e.level == PROVINCE
    )
    return dict(named)


def support(votes: dict[str, dict[str, float]], name: str) -> dict[str, float]:
    """Return how much the article's other names speak of each country, the most named being 1.

    A country's name vouches for itself; "Uri" does not make an article Swiss.
    """
    total: defaultdict[str, float] = defaultdict(float)
    for other, countries in votes.items():
        own = other == name and len(votes) > 1 and len(countries) > 1
        for country, vote in countries.items():
            total[country] += _OWN_VOTE * vote if own else vote
    for new, old in _FORMERLY.items():
        if old in total:
            total[new] = max(total[new], _FORMER * total[old])
    top = max(total.values(), default=0.0)
    return {c: v / max(top, 1.0) for c, v in total.items() if v > 0.02 * top}


def told_abroad(
    spot: Spot, found: list[Entry], spots: Sequence[Spot], candidates: Sequence[list[Entry]]
) -> bool:
    """Tell whether only peoples and bodies say a country, and the name is known, but not there.

    A mine that American troops met in Giessen is no American one.
    """
    if not found or spot.form != "name" or spot.role == "source":
        return False
    own = fold(spot.text)
    for other, entries in zip(spots, candidates, strict=True):
        if entries and other.role != "source" and fold(other.text) != own:
            return False
    said = {
        e.country for s, c in zip(spots, candidates, strict=True) for e in c[:1] if s is not spot
    }
    return not said & {e.country for e in found}
