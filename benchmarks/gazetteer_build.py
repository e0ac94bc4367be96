# ruff: noqa: E501
"""How long ``gazetteer build`` takes: ``python benchmarks/gazetteer_build.py [ROWS]``.

Writes a synthetic dump of GeoNames' shape (125 bytes and about two names a row) and builds it.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from mine_ie.gazetteer.build import build
from mine_ie.gazetteer.store import Store

SYLLABLES = [
    "ka",
    "ba",
    "ri",
    "shah",
    "zar",
    "ghul",
    "mo",
    "da",
    "ti",
    "an",
    "el",
    "or",
    "un",
    "ost",
    "vik",
    "ham",
    "ton",
    "qa",
    "lin",
    "su",
    "ne",
    "ra",
    "po",
    "gor",
]


def rows(count: int) -> str:
    chance = random.Random(5)
    for number in range(count):
        name = "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).title()
        other = "".join(chance.choices(SYLLABLES, k=3)).title()
        lat, lon = chance.uniform(-60, 70), chance.uniform(-180, 180)
        kind = "A\tADM2" if number % 80 == 0 else "P\tPPL"
        yield (
            f"{20_000_000 + number}\t{name}\t{name}\t{other},{name} Kala\t{lat:.5f}\t{lon:.5f}\t{kind}"
            f"\tAF\t\t{number % 34:02d}\t{number % 400:03d}\t\t\t{number % 977}\t\t1200\tAsia/Kabul\t2024-01-01\n"
        )


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000_000
    with tempfile.TemporaryDirectory() as folder:
        dump, out = Path(folder) / "allCountries.txt", Path(folder) / "out.sqlite"
        with dump.open("w", encoding="utf-8") as stream:
            stream.writelines(rows(count))
        start, busy = time.perf_counter(), time.process_time()
        report = build([dump], out)
        print(f"{report.kept:,} rows of {dump.stat().st_size / 1e6:.0f} MB:"
              f" {time.perf_counter() - start:.0f} s ({time.process_time() - busy:.0f} s of processor),"
              f" file {out.stat().st_size / 1e6:.0f} MB,"
              f" peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f} MB")  # fmt: skip
        start = time.perf_counter()
        store = Store(out)
        names = [line.split("\t")[1] for line in list(rows(3000))]
        for name in names:
            store.exact(name, "AF", 20)
        print(
            f"warm lookups by name and country: {1e6 * (time.perf_counter() - start) / len(names):.0f} us"
        )


if __name__ == "__main__":
    main()
