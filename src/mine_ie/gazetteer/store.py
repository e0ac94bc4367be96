"""The gazetteer file: an SQLite database that is opened read-only, mapped, and asked by name.

Nothing is loaded: opening takes under a millisecond, a lookup a few microseconds, and the pages
that were touched are shared between processes. ``gazetteer.writer`` documents the tables.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path

from mine_ie.gazetteer.names import fold, key_of, skeleton

#: Raised when the tables change; a file of another version is refused.
SCHEMA_VERSION = 1

COUNTRY, PROVINCE, DISTRICT, SUBDISTRICT, SETTLEMENT, REGION, SITE = range(1, 8)
KINDS = {
    COUNTRY: "country",
    PROVINCE: "province",
    DISTRICT: "district",
    SUBDISTRICT: "district",
    SETTLEMENT: "settlement",
    REGION: "region",
    SITE: "site",
}
# The column ``origin`` says where a coordinate comes from: 0 its own point, 1 its seat, 2 the
# centre of its members, 3 the point of what it lies in, 4 curated.
_COLUMNS = "p.id, p.name, p.kind, p.cc, p.a1, p.a2, p.pop, p.lat, p.lon, p.origin, p.km"
_NAMED = f"SELECT {_COLUMNS} FROM nm JOIN place p ON p.id = nm.id WHERE nm.k = ?"
_SPELT = f"SELECT {_COLUMNS} FROM sk JOIN place p ON p.id = sk.id WHERE sk.k = ? AND sk.cc = ?"
_SPELT_ANYWHERE = f"SELECT {_COLUMNS} FROM sk JOIN place p ON p.id = sk.id WHERE sk.k = ?"


class GazetteerError(ValueError):
    """A gazetteer file cannot be used; the message names the file, the cause and the remedy."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer.

    ``id`` is the GeoNames id, or negative for what GeoNames lacks. ``admin1`` and ``admin2`` are
    ids too, 0 when unknown. ``km`` is the radius within which what bears the name lies.
    """

    id: int
    name: str
    level: int
    country: str
    admin1: int
    admin2: int
    population: int
    lat: float | None
    lon: float | None
    origin: int
    km: float

    @property
    def kind(self) -> str:
        """The kind as records name it."""
        return KINDS[self.level]


def country_number(code: str) -> int:
    """Number a two-letter country code, 0 for none.

    >>> country_number("AF"), country_code(country_number("AF"))
    (6, 'AF')
    """
    return (ord(code[0]) - 65) * 26 + ord(code[1]) - 64 if code else 0


def country_code(number: int) -> str:
    """Read :func:`country_number` back."""
    if not number:
        return ""
    first, second = divmod(number - 1, 26)
    return chr(65 + first) + chr(65 + second)


def shipped() -> Path:
    """Return the path of the gazetteer in the package."""
    return Path(str(resources.files("mine_ie") / "data" / "gazetteer.sqlite"))


class Store:
    """Lookups in one gazetteer file.

    >>> store = Store()
    >>> [e.name for e in store.exact("Fuzuli", country="AZ")][:1]
    ['Fizuli']
    """

    def __init__(self, path: str | Path | None = None) -> None:
        """Open ``path``, by default the file shipped with the package.

        Raises:
            GazetteerError: the file is missing or is no gazetteer of this version.
        """
        self.path = Path(path) if path else shipped()
        if not self.path.is_file():
            raise GazetteerError(
                f"{self.path}: no such gazetteer; build one with 'mine-ie gazetteer build'."
            )
        uri = f"{self.path.resolve().as_uri()}?mode=ro&immutable=1"
        self._db = sqlite3.connect(uri, uri=True, check_same_thread=False)
        try:
            self._db.execute("PRAGMA mmap_size = 2147483648")
            version = self._db.execute("PRAGMA user_version").fetchone()[0]
            if version != SCHEMA_VERSION:
                raise GazetteerError(
                    f"{self.path}: gazetteer version {version}, this release reads "
                    f"{SCHEMA_VERSION}; build it again with 'mine-ie gazetteer build'."
                )
        except sqlite3.DatabaseError as error:
            raise GazetteerError(f"{self.path}: not a gazetteer file ({error}).") from error
        self._rows = lru_cache(maxsize=16384)(self._query)
        self.has = lru_cache(maxsize=16384)(self._has)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def exact(self, name: str, country: str = "", limit: int = 60) -> list[Entry]:
        """Return the places of that name (folded), the most prominent first."""
        return self.by_key(fold(name), country, limit)

    def by_key(self, folded: str, country: str = "", limit: int = 60) -> list[Entry]:
        """Return the places under a name that is folded already."""
        if country:
            number = country_number(country)
            return list(
                self._rows(f"{_NAMED} AND nm.cc = ? ORDER BY nm.rank LIMIT ?",
                           (key_of(folded), number, limit))
            )  # fmt: skip
        return list(self._rows(f"{_NAMED} ORDER BY nm.rank LIMIT ?", (key_of(folded), limit)))

    def spelt(self, name: str, country: str = "", limit: int = 60) -> list[Entry]:
        """Return the places, of a country if one is given, whose name has the same skeleton."""
        key = skeleton(name)
        if len(key) < 3:
            return []
        if not country:
            return list(self._rows(f"{_SPELT_ANYWHERE} LIMIT ?", (key_of(key), limit)))
        return list(self._rows(f"{_SPELT} LIMIT ?", (key_of(key), country_number(country), limit)))

    def get(self, place: int) -> Entry | None:
        """Return the place with that id."""
        if not place:
            return None
        rows = self._rows(f"SELECT {_COLUMNS} FROM place p WHERE p.id = ?", (place,))
        return rows[0] if rows else None

    def country(self, code: str) -> Entry | None:
        """Return the entry of a country by its ISO code."""
        row = self._db.execute("SELECT id FROM country WHERE cc = ?", (code,)).fetchone()
        return self.get(row[0]) if row else None

    def meta(self) -> dict[str, str]:
        """Return what the file says of itself: sources, counts, version."""
        return dict(self._db.execute("SELECT key, value FROM meta"))

    def _has(self, folded: str) -> int:
        """Return 0 for an unknown name, else 1 plus the rank of its most prominent place."""
        sql = "SELECT rank FROM nm WHERE k = ? ORDER BY rank LIMIT 1"
        row = self._db.execute(sql, (key_of(folded),)).fetchone()
        return 1 + int(row[0]) if row else 0

    def _query(self, sql: str, values: tuple[int | str, ...]) -> tuple[Entry, ...]:
        return tuple(_entry(row) for row in self._db.execute(sql, values))


def _entry(
    row: tuple[int, str, int, int, int, int, int, int | None, int | None, int, int],
) -> Entry:
    lat, lon = row[7], row[8]
    return Entry(
        id=row[0], name=row[1], level=row[2], country=country_code(row[3]), admin1=row[4],
        admin2=row[5], population=row[6], lat=None if lat is None else lat / 1e4,
        lon=None if lon is None else lon / 1e4, origin=row[9], km=row[10] / 10,
    )  # fmt: skip
