"""Writing a gazetteer file: the tables, and a writer that streams into them.

``place``    id, name, kind, cc, a1, a2, pop, lat and lon (10^-4 degrees), origin, km (tenths)
``nm``       k (key of a folded name), rank (0 best), id, cc
``sk``       k (key of a skeleton), cc, id
``country``  cc, id
``meta``     key, value

Rows are staged unsorted, then sorted into the indexes, on disk and in bounded memory. The file
appears under its name only when it is complete.
"""

from __future__ import annotations

import math
import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from mine_ie.gazetteer.names import fold, key_of, skeleton
from mine_ie.gazetteer.store import (
    COUNTRY,
    DISTRICT,
    PROVINCE,
    REGION,
    SCHEMA_VERSION,
    SETTLEMENT,
    SUBDISTRICT,
    Entry,
    country_number,
)  # fmt: skip

_TABLES = """
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT, kind INT, cc INT, a1 INT, a2 INT, pop INT,
                    lat INT, lon INT, origin INT, km INT);
CREATE TABLE nm (k INT, rank INT, id INT, cc INT, PRIMARY KEY (k, rank, id)) WITHOUT ROWID;
CREATE TABLE sk (k INT, cc INT, id INT, PRIMARY KEY (k, cc, id)) WITHOUT ROWID;
CREATE TABLE country (cc TEXT PRIMARY KEY, id INT) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TEMP TABLE stage_nm (k INT, rank INT, id INT, cc INT);
CREATE TEMP TABLE stage_sk (k INT, cc INT, id INT);
"""
_BATCH = 50_000
_LEVEL_BONUS = {COUNTRY: 80, PROVINCE: 25, DISTRICT: 5, SUBDISTRICT: 0, SETTLEMENT: 8, REGION: 15}
_ALTERNATE = 15


def rank(level: int, population: int, alternate: bool) -> int:
    """Return the place of an entry among its homonyms, 0 (best) to 255.

    >>> rank(SETTLEMENT, 5_000_000, False) < rank(SETTLEMENT, 5_000, False)
    True
    """
    worth = 14 * math.log10(population + 1) + _LEVEL_BONUS.get(level, 0)
    return max(0, min(255, round(140 - worth + (_ALTERNATE if alternate else 0))))


class Writer:
    """Collects entries with their names and writes the file when the ``with`` block ends well."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._part = self.path.with_name(self.path.name + f".part{os.getpid()}")
        self._part.unlink(missing_ok=True)
        self._db = sqlite3.connect(self._part)
        self._db.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -64000;"
            "PRAGMA temp_store = FILE;" + _TABLES
        )
        self._places: list[tuple[object, ...]] = []
        self._names: list[tuple[int, int, int, int]] = []
        self._skeletons: list[tuple[int, int, int]] = []
        self.places = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        if kind is None:
            self._finish()
        else:
            self._db.close()
            self._part.unlink(missing_ok=True)

    def add(self, entry: Entry, names: Iterable[str] = (), spellings: bool = True) -> None:
        """Add a place under its own name and ``names``; with ``spellings``, under skeletons too."""
        number = country_number(entry.country)
        self._places.append(
            (
                entry.id, entry.name, entry.level, number, entry.admin1, entry.admin2,
                entry.population, _fixed(entry.lat), _fixed(entry.lon), entry.origin,
                round(entry.km * 10),
            )
        )  # fmt: skip
        self.places += 1
        main = fold(entry.name)
        folded = dict.fromkeys([main, *(fold(name) for name in names)])
        for name in folded:
            if name:
                order = rank(entry.level, entry.population, name != main)
                self._names.append((key_of(name), order, entry.id, number))
        if spellings and entry.country:
            for key in dict.fromkeys(skeleton(name) for name in folded):
                if len(key) > 2:
                    self._skeletons.append((key_of(key), number, entry.id))
        if entry.level == COUNTRY:
            self._db.execute("INSERT OR IGNORE INTO country VALUES (?, ?)",
                             (entry.country, entry.id))  # fmt: skip
        if len(self._places) >= _BATCH:
            self._flush()

    def spell(self, entry: Entry, name: str) -> None:
        """Add one skeleton of a place."""
        key = skeleton(name)
        if len(key) > 2 and entry.country:
            self._skeletons.append((key_of(key), country_number(entry.country), entry.id))

    def copy(self, path: Path) -> None:
        """Take over all that another gazetteer file holds; rows added later correct it."""
        self._db.execute("ATTACH ? AS other", (str(path),))
        for table, stage in (("place", "place"), ("nm", "stage_nm"), ("sk", "stage_sk"),
                             ("country", "country"), ("meta", "meta")):  # fmt: skip
            self._db.execute(f"INSERT OR IGNORE INTO {stage} SELECT * FROM other.{table}")
        self.places += int(self._db.execute("SELECT count(*) FROM other.place").fetchone()[0])
        self._db.commit()
        self._db.execute("DETACH other")

    def meta(self, values: dict[str, str]) -> None:
        """Record facts about the file."""
        self._db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", sorted(values.items()))

    def _flush(self) -> None:
        marks = ", ".join("?" * 11)
        # A copied place keeps its name, radius and curated point; the rest is the newer row's.
        self._db.executemany(
            f"INSERT INTO place VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET pop = excluded.pop,"
            " a1 = CASE WHEN a1 THEN a1 ELSE excluded.a1 END,"
            " a2 = CASE WHEN a2 THEN a2 ELSE excluded.a2 END,"
            " lat = CASE WHEN origin IN (0, 4) THEN lat ELSE excluded.lat END,"
            " lon = CASE WHEN origin IN (0, 4) THEN lon ELSE excluded.lon END,"
            " origin = CASE WHEN origin IN (0, 4) THEN origin ELSE excluded.origin END",
            self._places,
        )
        self._db.executemany("INSERT INTO stage_nm VALUES (?, ?, ?, ?)", self._names)
        self._db.executemany("INSERT INTO stage_sk VALUES (?, ?, ?)", self._skeletons)
        for batch in (self._places, self._names, self._skeletons):
            batch.clear()

    def _finish(self) -> None:
        self._flush()
        count = self._db.execute("SELECT count(*) FROM place").fetchone()[0]
        self.meta({"places": str(count)})
        self._db.execute("INSERT OR IGNORE INTO nm SELECT * FROM stage_nm ORDER BY k, rank, id")
        self._db.execute("INSERT OR IGNORE INTO sk SELECT * FROM stage_sk ORDER BY k, cc, id")
        self._db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        self._db.execute("DROP TABLE stage_nm")
        self._db.execute("DROP TABLE stage_sk")
        self._db.commit()
        self._db.execute("VACUUM")
        self._db.close()
        os.replace(self._part, self.path)


def _fixed(degrees: float | None) -> int | None:
    return None if degrees is None else round(degrees * 1e4)
