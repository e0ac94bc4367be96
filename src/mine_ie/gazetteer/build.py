"""Building a gazetteer file from GeoNames dumps and CSV tables, row by row.

A dump is ``allCountries.txt`` or a country's file of https://download.geonames.org/export/dump,
plain or zipped; populated places and administrative units are kept. A CSV file has a header with
``name`` and any of ``alternates`` (separated by ``|`` or ``;``), ``admin1``, ``admin2``,
``admin3``, ``lat``, ``lon``, ``pcode``, ``country``, ``kind``; the column names of Common
Operational Datasets (``ADM2_EN``, ``ADM2_PCODE``) are understood. The result holds the shipped
gazetteer too.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from mine_ie.gazetteer.names import is_latin, key_of
from mine_ie.gazetteer.store import (
    COUNTRY,
    DISTRICT,
    PROVINCE,
    REGION,
    SETTLEMENT,
    SITE,
    SUBDISTRICT,
    Entry,
    GazetteerError,
    Store,
    shipped,
)
from mine_ie.gazetteer.words import bare_names
from mine_ie.gazetteer.writer import Writer

_COLUMNS = 19
_ADMIN = {"ADM1": PROVINCE, "ADM2": DISTRICT, "ADM3": SUBDISTRICT, "ADM4": SUBDISTRICT}
_RADIUS = {PROVINCE: 80.0, DISTRICT: 25.0, SUBDISTRICT: 12.0, SETTLEMENT: 2.0, SITE: 2.0,
           REGION: 100.0, COUNTRY: 300.0}  # fmt: skip
_GONE = frozenset(("PPLH", "PPLQ", "PPLW", "ADM1H", "ADM2H", "ADM3H", "ADM4H", "PCLH"))
_KINDS = {"province": PROVINCE, "district": DISTRICT, "settlement": SETTLEMENT, "site": SITE,
          "region": REGION}  # fmt: skip
_LISTED = 20
_CSV_BASE = 2_000_000_000

Progress = Callable[[int], None]


@dataclass
class Report:
    """What a build read: rows kept, rows left out, and the damaged ones with their lines."""

    kept: int = 0
    skipped: int = 0
    damaged: int = 0
    lines: list[str] = field(default_factory=list)

    def damage(self, file: Path, line: int, cause: str) -> None:
        """Count a damaged row; the first twenty are kept with file and line."""
        self.damaged += 1
        if len(self.lines) < _LISTED:
            self.lines.append(f"{file.name}:{line}: {cause}")


def build(
    sources: Iterable[str | Path],
    out: str | Path,
    country: str = "",
    base: str | Path | None = None,
    progress: Progress = lambda done: None,
) -> Report:
    """Write a gazetteer of ``sources`` and of the ``base`` file (by default the shipped one).

    ``country`` is the ISO code for CSV rows that name none. ``progress`` is told the bytes read.

    Raises:
        GazetteerError: a source is missing or is neither a dump nor a CSV table; nothing is
            written then.
    """
    paths = [Path(source) for source in sources]
    for path in paths:
        if not path.is_file():
            raise GazetteerError(f"{path}: no such file; give GeoNames dumps or CSV tables.")
    report = Report()
    ground = Path(base) if base else shipped()
    with Writer(out) as writer:
        if ground.is_file():
            writer.copy(ground)
        store = Store(ground) if ground.is_file() else None
        try:
            for path in paths:
                if path.suffix.lower() == ".csv":
                    _table(path, writer, store, country.upper(), report, progress)
                else:
                    _dump(path, writer, report, progress)
        finally:
            if store:
                store.close()
        if not report.kept:
            raise GazetteerError(
                f"{paths[0] if paths else out}: no row could be read "
                f"({'; '.join(report.lines[:1]) or 'empty'}); is it a GeoNames dump or a CSV table?"
            )
        writer.meta({"built from": ", ".join(p.name for p in paths)})
    return report


@contextmanager
def _opened(path: Path) -> Iterator[IO[str]]:
    """Open a text file or the largest ``.txt`` in a zip."""
    if path.suffix.lower() != ".zip":
        with path.open(encoding="utf-8", errors="replace", newline="") as stream:
            yield stream
        return
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        raise GazetteerError(f"{path}: damaged zip file ({error}); download it again.") from error
    with archive:
        tables = [i for i in archive.infolist() if i.filename.endswith(".txt")]
        if not tables:
            raise GazetteerError(f"{path}: holds no .txt; give a GeoNames dump.")
        largest = max(tables, key=lambda info: info.file_size)
        with archive.open(largest) as raw:
            yield io.TextIOWrapper(raw, "utf-8", "replace", newline="")


# -- GeoNames dumps ---------------------------------------------------------------------------


def _dump(path: Path, writer: Writer, report: Report, progress: Progress) -> None:
    units = _units(path, report)
    with _opened(path) as lines:
        for number, line in enumerate(lines, 1):
            if number % 10_000 == 0:
                progress(10_000 * len(line))
            row = line.rstrip("\r\n").split("\t")
            if len(row) != _COLUMNS:
                report.damage(path, number, f"{len(row)} columns, expected {_COLUMNS}")
                continue
            level = _level(row[6], row[7])
            if not level:
                report.skipped += 1
                continue
            try:
                entry = _entry(row, level, units)
            except ValueError as error:
                report.damage(path, number, str(error))
                continue
            writer.add(entry, _names(row, level), spellings=False)
            writer.spell(entry, row[2])
            report.kept += 1


def _units(path: Path, report: Report) -> dict[str, int]:
    """Read the ids of first and second level units by their code ("AF.13", "AF.13.101")."""
    found: dict[str, int] = {}
    with _opened(path) as lines:
        for line in lines:
            if "\tADM1\t" not in line and "\tADM2\t" not in line:
                continue
            row = line.rstrip("\r\n").split("\t")
            if len(row) == _COLUMNS and row[0].isdigit():
                code = f"{row[8]}.{row[10]}" + (f".{row[11]}" if row[7] == "ADM2" else "")
                found.setdefault(code, int(row[0]))
    return found


def _level(feature_class: str, code: str) -> int:
    if code in _GONE:
        return 0
    if feature_class == "P":
        return SETTLEMENT
    if feature_class == "A":
        return COUNTRY if code.startswith("PCL") else _ADMIN.get(code, 0)
    return REGION if feature_class == "L" and code.startswith("RGN") else 0


def _entry(row: list[str], level: int, units: dict[str, int]) -> Entry:
    lat, lon = float(row[4]), float(row[5])
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(f"coordinates out of range: {lat}, {lon}")
    country = row[8].upper()
    if country and not re.fullmatch(r"[A-Z]{2}", country):
        raise ValueError(f"no country code: {country!r}")
    admin1 = units.get(f"{country}.{row[10]}", 0) if level > PROVINCE else 0
    admin2 = units.get(f"{country}.{row[10]}.{row[11]}", 0) if level > DISTRICT else 0
    population = int(row[14] or 0)
    km = _RADIUS[level]
    if level == SETTLEMENT and population >= 10_000:
        km = 1.5 + population**0.5 / 120
    return Entry(
        int(row[0]), row[1], level, country, admin1, admin2, max(population, 0), lat, lon, 0, km
    )


def _names(row: list[str], level: int) -> list[str]:
    names = [row[2], *row[3].split(",")]
    kept = [n for n in names if len(n) > 2 and is_latin(n) and not (n.isupper() and len(n) < 5)]
    if level in (PROVINCE, DISTRICT, SUBDISTRICT):
        kept += [bare for name in [row[1], *kept] for bare in bare_names(name)]
    return kept


# -- CSV tables -------------------------------------------------------------------------------


def _table(
    path: Path, writer: Writer, store: Store | None, country: str, report: Report,
    progress: Progress,
) -> None:  # fmt: skip
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
        reader = csv.DictReader(stream)
        columns = _columns(reader.fieldnames or [])
        if "name" not in columns:
            raise GazetteerError(
                f"{path}: no column 'name' (or ADM1_EN ...) in the header; add one."
            )
        for row in reader:
            values = {key: (row.get(column) or "").strip() for key, column in columns.items()}
            try:
                entry = _row_entry(values, country, store)
            except ValueError as error:
                report.damage(path, reader.line_num, str(error))
                continue
            alternates = [n for n in re.split(r"[|;]", values.get("alternates", "")) if n.strip()]
            bare = [b for n in (entry.name, *alternates) for b in bare_names(n)]
            writer.add(entry, [*alternates, *bare])
            report.kept += 1
            progress(len(",".join(values.values())))


def _columns(header: Iterable[str]) -> dict[str, str]:
    """Map our column names to the file's."""
    by_lower = {column.strip().lower(): column for column in header if column}
    found = {
        key: by_lower[alias]
        for key, aliases in {
            "name": ("name", "name_en", "featurename"),
            "alternates": ("alternates", "alternatenames", "alt_names", "aliases"),
            "lat": ("lat", "latitude", "y"),
            "lon": ("lon", "lng", "long", "longitude", "x"),
            "pcode": ("pcode", "p_code", "code"),
            "country": ("country", "iso2", "adm0_pcode"),
            "kind": ("kind", "type"),
            "admin1": ("admin1", "adm1_en", "admin1name_en"),
            "admin2": ("admin2", "adm2_en", "admin2name_en"),
            "admin3": ("admin3", "adm3_en", "admin3name_en"),
        }.items()
        for alias in aliases
        if alias in by_lower
    }
    if "name" not in found:
        for level in (4, 3, 2, 1):
            if f"adm{level}_en" in by_lower:
                found["name"] = by_lower[f"adm{level}_en"]
                found.pop(f"admin{level}", None)
                found["pcode"] = by_lower.get(f"adm{level}_pcode", found.get("pcode", ""))
                break
    return {key: column for key, column in found.items() if column}


def _row_entry(values: dict[str, str], country: str, store: Store | None) -> Entry:
    name, code = values["name"], (values.get("country") or country).upper()
    if not name:
        raise ValueError("no name")
    if not re.fullmatch(r"[A-Z]{2}", code):
        raise ValueError(f"no two-letter country code: {code!r}; give --country")
    try:
        lat, lon = float(values.get("lat", "")), float(values.get("lon", ""))
    except ValueError:
        raise ValueError(f"no coordinates for {name!r}") from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(f"coordinates out of range: {lat}, {lon}")
    level = _KINDS.get(values.get("kind", "").lower(), 0) or (
        DISTRICT if values.get("admin1") and not values.get("admin2") else
        SUBDISTRICT if values.get("admin2") and not values.get("admin3") and values.get("pcode")
        else SETTLEMENT
    )  # fmt: skip
    admin1 = _unit(store, values.get("admin1", ""), code, PROVINCE, 0)
    admin2 = _unit(store, values.get("admin2", ""), code, DISTRICT, admin1)
    identity = f"{code}|{values.get('pcode') or name}|{lat:.4f}|{lon:.4f}"
    id_ = -(_CSV_BASE + key_of(identity) % (1 << 40))
    return Entry(id_, name, level, code, admin1, admin2, 0, lat, lon, 0, _RADIUS[level])


def _unit(store: Store | None, name: str, country: str, level: int, admin1: int) -> int:
    if not name or store is None:
        return 0
    found = store.exact(name, country) or store.spelt(name, country)
    for entry in found:
        if entry.level == level and (not admin1 or entry.admin1 in (0, admin1)):
            return entry.id
    return 0
