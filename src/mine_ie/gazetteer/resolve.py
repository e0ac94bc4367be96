"""Which place a name means: the whole article is resolved together.

A name's candidates are weighed by what the text says contains it, by the countries that the
article speaks of, by its type word, and by prominence last. A name that the gazetteer lacks takes
the point of its district, else of its province; it never takes that of a namesake elsewhere.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from mine_ie.gazetteer.context import (
    Heard,
    prominence,
    provinces,
    support,
    told_abroad,
    votes,
)
from mine_ie.gazetteer.coordinates import Point
from mine_ie.gazetteer.names import fold, skeleton
from mine_ie.gazetteer.scan import Spot
from mine_ie.gazetteer.store import (
    COUNTRY,
    DISTRICT,
    PROVINCE,
    REGION,
    SETTLEMENT,
    SITE,
    SUBDISTRICT,
    Entry,
    Store,
)  # fmt: skip
from mine_ie.gazetteer.words import bare_names, type_words

_LEVELS = {
    "settlement": (SETTLEMENT,),
    "district": (DISTRICT, SUBDISTRICT, PROVINCE),
    "province": (PROVINCE, REGION, DISTRICT),
    "region": (REGION, PROVINCE),
    "country": (COUNTRY,),
}
# Letters that a skeleton needs to be believed without a country.
_TELLING = 6
_PLACED = ("district", "province", "coordinates")
# What a resolved mention says of the country of those that stay unplaced.
_SETTLE = {"dateline": 1.5, "place": 1.0, "container": 1.0, "source": 0.5}
# What a name loses that is not the place's own in another spelling.
_ALTERNATE = 1.0
# English has one name for a great city: "Kuito" is the Angolan town rather than Quito misspelt, and
# "Santa Ana" is not Taguig. (Names that begin alike, Cologne and Köln, may be the English ones.)
_GREAT, _RESPELT = 1_000_000, 2.0
_COUNTRY_WEIGHT = 3.2
# What the article's naming its province adds to a candidate.
_NAMED_PROVINCE = 2.0
_INSIDE, _TYPED, _MISTYPED = 8.0, 1.6, 2.5
# A namesake outside the article's countries must be this prominent (score without context).
_FAMOUS = 6.6
_GREAT_PROVINCE = 3_000_000


@dataclass(slots=True)
class Resolved:
    """What a spot means. ``precision`` says how: exact, skeleton, district, province, none."""

    spot: Spot
    entry: Entry | None = None
    precision: str = "none"
    country: str = ""
    confidence: float = 0.0
    container: Entry | None = None

    @property
    def point(self) -> Entry | None:
        """The entry whose coordinates stand for the place: its own, or its container's."""
        if self.entry is not None and self.entry.lat is not None:
            return self.entry
        return self.container if self.precision in _PLACED else None


class Resolver:
    """Resolves the spots of one article at a time with one gazetteer."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def resolve(self, spots: Sequence[Spot]) -> list[Resolved]:
        """Return one :class:`Resolved` a spot, in their order."""
        candidates = [self._candidates(spot) for spot in spots]
        said, named = votes(spots, candidates), provinces(spots, candidates)
        results: dict[int, Resolved] = {}
        again: dict[tuple[str, str], Resolved] = {}
        children: dict[int, list[Entry]] = {}
        for spot, found in zip(spots, candidates, strict=True):
            if spot.parent >= 0:
                children.setdefault(spot.parent, []).extend(found[:8])
        # Names with a container settle what the same names without one mean.
        alone = [s.parent < 0 and k not in children for k, s in enumerate(spots)]
        for index in sorted(range(len(spots)), key=lambda k: (alone[k], _depth(spots, k), k)):
            spot = spots[index]
            if index in children and len(candidates[index]) > 1:
                candidates[index] = _with_members(candidates[index], children[index])
            parent = results.get(spot.parent)
            key = (fold(spot.text), spot.type)
            if alone[index] and key in again and spot.form == "name":
                results[index] = _same(again[key], spot)
                continue
            own = fold(spot.text)
            heard = Heard(support(said, own), frozenset(k for k in named if named[k] != own))
            if told_abroad(spot, candidates[index], spots, candidates):
                heard = Heard()
            result = results[index] = self._one(spot, candidates[index], parent, heard)
            if result.precision != "none":
                again.setdefault(key, result)
                again.setdefault((key[0], ""), result)
        ordered = [results[k] for k in range(len(spots))]
        _settle(ordered)
        return ordered

    # -- candidates and context ---------------------------------------------------------------

    def _candidates(self, spot: Spot) -> list[Entry]:
        if spot.form == "demonym":
            entry = self._store.country(spot.country)
            return [entry] if entry else []
        if spot.street:
            return []
        found = self._store.exact(spot.text)
        if (not found and spot.type != "site") or spot.type in ("district", "province"):
            extra = [e for bare in bare_names(spot.text) for e in self._store.by_key(bare)]
            found = found + [e for e in extra if e not in found]
        return found

    # -- one name -----------------------------------------------------------------------------

    def _one(
        self, spot: Spot, found: list[Entry], parent: Resolved | None, heard: Heard
    ) -> Resolved:
        if spot.form == "demonym":
            entry = found[0] if found else None
            return Resolved(spot, entry, "exact" if entry else "none", spot.country, 0.8)
        if found and not spot.type and found[0].level == COUNTRY and not _same_name(found, parent):
            return self._free(spot, found, heard)
        container = parent.entry or parent.container if parent else None
        inside = [e for e in found if container is not None and _contains(container, e)]
        if inside:
            best = max(inside, key=lambda e: (self._score(e, spot, heard), -e.id))
            return Resolved(spot, best, "exact", best.country, 0.95, container)
        if container is not None and spot.street:
            return _fallback(spot, container)
        if container is not None and (spot.firm or (container.level == COUNTRY and not found)):
            return self._within(spot, container, parent, heard)
        if spot.country and not found:  # a road, by its ends
            return Resolved(spot, None, "none", spot.country, 0.4)
        return self._free(spot, found, heard)

    def _within(
        self, spot: Spot, container: Entry, parent: Resolved | None, heard: Heard
    ) -> Resolved:
        """Resolve a name that lies in ``container``, by spelling or by the container's point."""
        spelt = [e for e in self._store.spelt(spot.text, container.country)
                 if _contains(container, e) and _fits(e, spot)]  # fmt: skip
        if not spelt and container.level == DISTRICT and container.admin1:
            # The village may be filed under a neighbour: districts are split and renamed.
            spelt = [
                e
                for e in self._store.exact(spot.text, container.country)
                if e.admin1 == container.admin1 and _fits(e, spot)
            ]
        if spelt:
            best = max(spelt, key=lambda e: (self._score(e, spot, heard), -e.id))
            return Resolved(spot, best, "skeleton", best.country, 0.75, container)
        if container.country and heard.shares.get(container.country, 0.0) < 0.25:
            return self._free(spot, [], heard)
        return _fallback(spot, container)

    def _free(self, spot: Spot, found: list[Entry], heard: Heard) -> Resolved:
        """Resolve a name by the article's countries."""
        support = heard.shares
        lead = max(support, key=lambda c: (support[c], c), default="")
        if found:
            scored = sorted(((self._score(e, spot, heard), -e.id, e) for e in found), reverse=True)
            score, _, best = scored[0]
            known = support.get(best.country, 0.0)
            if (
                best.level in (COUNTRY, REGION)
                or known > (0.25 if prominence(best) > 3.5 or best.country == lead else 0.6)
                or _famous(best, spot.text, found)
                or not lead
            ):
                margin = score - next((s for s, _, e in scored[1:] if _apart(e, best)), -5.0)
                return Resolved(spot, best, "exact", best.country, _confidence(margin, known))
        if spot.street:
            return Resolved(spot, None, "none", lead, 0.3)
        site = self._site(spot, lead)
        if site:
            return site
        rest = max((share for c, share in support.items() if c != lead), default=0.0)
        if lead and support[lead] >= 2 * rest:
            spelt = [e for e in self._store.spelt(spot.text, lead) if _fits(e, spot)]
            if spelt:
                best = max(spelt, key=lambda e: (self._score(e, spot, heard), -e.id))
                return Resolved(spot, best, "skeleton", best.country, 0.55)
            if found:
                score, _, best = max((self._score(e, spot, heard), -e.id, e) for e in found)
                if best.country == lead:
                    return Resolved(spot, best, "exact", best.country, 0.4)
            return Resolved(spot, None, "none", lead, 0.3)
        return self._only(spot) if not lead else Resolved(spot)

    def _only(self, spot: Spot) -> Resolved:
        """Resolve a name by its spelling alone, where all that are spelt so lie in one country."""
        if len(skeleton(spot.text)) < _TELLING:
            return Resolved(spot)
        spelt = [e for e in self._store.spelt(spot.text) if _fits(e, spot)]
        if len({e.country for e in spelt}) != 1:
            return Resolved(spot)
        best = max(spelt, key=lambda e: (self._score(e, spot, Heard()), -e.id))
        return Resolved(spot, best, "skeleton", best.country, 0.4)

    def _site(self, spot: Spot, lead: str) -> Resolved | None:
        """Place "Herat International Airport" at Herat, if that is in the article's country."""
        words = fold(spot.text).split()
        kinds = type_words()
        if not lead or len(words) < 2 or kinds.get(words[-1]) != "site":
            return None
        for size in range(len(words) - 1, 0, -1):
            for entry in self._store.by_key(" ".join(words[:size]), lead, 5):
                if entry.level in (SETTLEMENT, DISTRICT) and entry.lat is not None:
                    return Resolved(spot, None, "district", lead, 0.5, entry)
        return None

    def _score(self, entry: Entry, spot: Spot, heard: Heard) -> float:
        same = fold(entry.name) == fold(spot.text)
        worth = prominence(entry) + 0.5 if same else _worth(entry, spot.text)
        score = worth + _COUNTRY_WEIGHT * math.sqrt(heard.shares.get(entry.country, 0.0))
        if entry.admin1 in heard.provinces and entry.country in heard.shares:
            score += _NAMED_PROVINCE
        if spot.type in _LEVELS:
            score += _TYPED if entry.level in _LEVELS[spot.type] else -_MISTYPED
        elif entry.level == SETTLEMENT and spot.role == "dateline":
            score += 2.0
        return score


def _settle(found: list[Resolved]) -> None:
    """Give names that stay unplaced a country: that of the place told around them, as in
    "Waberra, Mogadishu", else the one in which most of the article's places lie.
    """
    for result in found:
        if result.precision == "none" and not result.country and result.spot.parent >= 0:
            around = found[result.spot.parent]
            result.country, result.confidence = around.country, 0.3
    weights: defaultdict[str, float] = defaultdict(float)
    seen: set[tuple[str, str]] = set()
    for result in found:
        key = (fold(result.spot.text), result.spot.role)
        if result.entry is None or not result.country or key in seen:
            continue
        seen.add(key)
        weights[result.country] += _SETTLE[result.spot.role]
    ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] < 1.4 * ranked[1][1]):
        return
    for result in found:
        if result.precision == "none" and not result.country and result.spot.form == "name":
            result.country, result.confidence = ranked[0][0], 0.25


def _same_name(found: list[Entry], parent: Resolved | None) -> bool:
    """Tell whether a country's name, as in "Georgia, United States", is that of a part."""
    container = parent.entry if parent else None
    return container is not None and any(_contains(container, e) for e in found)


def _worth(entry: Entry, text: str) -> float:
    """Prominence under a name: less under one that only some source lists as an alternate."""
    mine, asked = skeleton(entry.name), skeleton(text)
    great = entry.level == SETTLEMENT and entry.population > _GREAT
    if great and fold(entry.name) != fold(text) and (mine == asked or mine[:1] != asked[:1]):
        return prominence(entry) - _RESPELT
    own = mine == asked or fold(text) in bare_names(entry.name)
    if own or (entry.level in (PROVINCE, DISTRICT) and fold(entry.name) in bare_names(text)):
        return prominence(entry)
    return prominence(entry) - _ALTERNATE


def _famous(entry: Entry, text: str, found: Sequence[Entry]) -> bool:
    """Tell whether a name means a place abroad without another word: Geneva, Cologne.

    English names of foreign places nearly always begin as the local ones do (Genève, Köln); that
    the province of Kermānshāh is also filed under Panj makes Panj no famous name. Of provinces only
    the greatest and those of a city are named without their country: there are many Salah al-Dins.
    """
    lesser = entry.level == PROVINCE and entry.population < _GREAT_PROVINCE
    if lesser and not any(e.level == SETTLEMENT and e.admin1 == entry.id for e in found):
        return False
    if skeleton(entry.name)[:1] == skeleton(text)[:1]:
        return prominence(entry) >= _FAMOUS
    return _worth(entry, text) >= _FAMOUS + 0.6


def _with_members(found: list[Entry], members: list[Entry]) -> list[Entry]:
    """Keep the candidates that contain a candidate of a place said to be in them, if any does."""
    top = found[:12]
    kept = [e for e in top if any(_contains(e, m) for m in members)]
    return kept or found


def _depth(spots: Sequence[Spot], index: int) -> int:
    """Count the containers above a spot; those without any are resolved first."""
    depth = 0
    while spots[index].parent >= 0 and depth < 4:
        index, depth = spots[index].parent, depth + 1
    return depth


def _contains(container: Entry, entry: Entry) -> bool:
    if container.id == entry.id:
        return False
    if container.level == COUNTRY:
        return entry.country == container.country and entry.level != COUNTRY
    if container.level in (PROVINCE, DISTRICT, SUBDISTRICT):
        if container.id in (entry.admin1, entry.admin2):
            return True
        # Units without members recorded, and seats that share their unit's name.
        return (
            entry.country == container.country
            and entry.level in (SETTLEMENT, DISTRICT, SUBDISTRICT)
            and entry.level > container.level
            and entry.admin1 in (container.admin1, container.id)
            and kilometres(container, entry) <= container.km * 1.2
        )
    if container.country and entry.country != container.country:
        return False
    return kilometres(container, entry) <= max(container.km * 1.2, 30.0)


def _fits(entry: Entry, spot: Spot) -> bool:
    return (
        not spot.type or spot.type == "site" or entry.level in _LEVELS.get(spot.type, (SETTLEMENT,))
    )


def _apart(one: Entry, other: Entry) -> bool:
    """A province and its seat of one name are no rivals."""
    return one.country != other.country or kilometres(one, other) > 60


def _fallback(spot: Spot, container: Entry) -> Resolved:
    if container.level in (DISTRICT, SUBDISTRICT, SETTLEMENT):
        precision = "district"
    elif container.level in (PROVINCE, REGION):
        precision = "district" if spot.type == "settlement" and container.km <= 45 else "province"
    else:
        return Resolved(spot, None, "none", container.country, 0.4, container)
    return Resolved(spot, None, precision, container.country, 0.6, container)


def given(spot: Spot, point: Point, found: Sequence[Resolved]) -> Resolved:
    """Resolve coordinates written in the text: the point is theirs, the country the article's."""
    countries = Counter(r.country for r in found if r.country and r.spot.form == "name")
    top = countries.most_common(2)
    country = top[0][0] if top and (len(top) < 2 or top[0][1] >= 2 * top[1][1]) else ""
    entry = Entry(0, spot.text, SITE, country, 0, 0, 0, point.lat, point.lon, 0, point.km)
    return Resolved(spot, None, "coordinates", country, 0.95, entry)


def _same(found: Resolved, spot: Spot) -> Resolved:
    return Resolved(
        spot, found.entry, found.precision, found.country, found.confidence, found.container
    )


def _confidence(margin: float, known: float) -> float:
    return round(min(0.95, 0.5 + 0.08 * max(0.0, min(margin, 4.0)) + 0.15 * min(known, 1.0)), 2)


def kilometres(one: Entry, other: Entry) -> float:
    """Return the great-circle distance of two entries; infinite if either has no point."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    return distance(one.lat, one.lon, other.lat, other.lon)


def distance(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the great-circle distance in km.

    >>> round(distance(34.53, 69.17, 31.61, 65.71))
    458
    """
    a, b = math.radians(lat1), math.radians(lat2)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * (
        math.sin(math.radians(lon2 - lon1) / 2) ** 2
    )
    return 12742.0 * math.asin(math.sqrt(half))


def explain(
    store: Store, name: str, country: str = "", within: str = ""
) -> list[tuple[Entry, str]]:
    """Return the candidates for a name, best first, each with what speaks for it.

    ``country`` is an ISO code, ``within`` the name of a unit or country around the place.
    """
    outer = [e for e in store.exact(within, country) if e.level != SETTLEMENT] if within else []
    spelt = store.spelt(name, country) if country else []
    for container in outer:
        if not country and container.country:
            spelt += store.spelt(name, container.country)
    rows: list[tuple[float, Entry, str]] = []
    exact = store.exact(name, country)
    for entry in dict.fromkeys([*exact, *spelt]):
        around = next((c.name for c in outer if _contains(c, entry)), "")
        if within and not around:
            continue
        score = prominence(entry) - (0.0 if entry in exact else 5.0)
        why = "same name" if entry in exact else "same spelling skeleton"
        if around:
            score, why = score + _INSIDE, f"{why}, inside {around}"
        if entry.population:
            why += f", population {entry.population:,}"
        rows.append((score, entry, why))
    rows.sort(key=lambda row: (-row[0], row[1].id))
    return [(entry, why) for _, entry, why in rows]
