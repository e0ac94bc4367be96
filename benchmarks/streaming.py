"""Peak memory and speed of reading and writing, from a thousand to a million events.

python benchmarks/streaming.py                          # 1k, 10k, 100k events
python benchmarks/streaming.py --sizes 1000 1000000 --formats csv parquet report
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

FORMATS = ["jsonl", "csv", "geojson", "hxl", "acled", "parquet", "sqlite", "duckdb", "report"]


def write_events(path: Path, count: int) -> None:
    """Articles of one event each, with a short text, written as they are made."""
    text = "Two farmers were killed by a mine in Kuito on Monday. " * 10
    with open(path, "w") as stream:
        for n in range(count):
            day = f"20{10 + n % 15:02d}-{1 + n % 12:02d}-{1 + n % 28:02d}"
            event = {
                "id": "e1",
                "type": "explosion",
                "when": {"start": day, "end": day, "precision": "day", "evidence": [47, 53]},
                "places": [
                    {"text": "Kuito", "name": "Kuito", "kind": "settlement", "country": "AO"}
                    | {"lat": -12.38, "lon": 16.93, "uncertainty_km": 3}
                ],
                "casualties": [
                    {"outcome": "killed", "count": {"low": 2, "best": 2, "high": 2}}
                    | {"victims": "civilian"}
                ],
                "killed": {"low": 2, "best": 2, "high": 2, "text": "Two", "evidence": [0, 3]},
                "ordnance": [{"kind": "mine", "action": "detonated"}],
                "evidence": [[0, 53]],
                "flags": ["no_date"] if n % 97 == 0 else [],
            }
            record = {"id": f"a{n}", "published": day, "text": text, "events": [event]}
            stream.write(json.dumps(record) + "\n")


def peak_mb() -> float:
    """Peak memory of this process; ``ru_maxrss`` would also count the one that started it."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(one for one in status.read_text().splitlines() if one.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def step(format: str, path: Path, count: int) -> None:
    """One format and size, in a process of its own so that its peak memory is its own."""
    from mine_ie.records import read_rows
    from mine_ie.report import write_report
    from mine_ie.writers import export

    out = path.with_name("out." + format)
    if format == "report":
        write_report(read_rows(path), out)
    else:
        export(read_rows(path), out, format)
    used = resource.getrusage(resource.RUSAGE_SELF)
    cpu = used.ru_utime + used.ru_stime
    print(
        f"{format:>8} {count:>9,} events  {count / cpu:8,.0f} events/s of CPU  "
        f"peak {peak_mb():5.0f} MB  output {out.stat().st_size / 1e6:7.1f} MB",
        flush=True,
    )
    out.unlink()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--formats", nargs="+", default=FORMATS, choices=FORMATS)
    parser.add_argument("--step")
    parser.add_argument("--path", type=Path)
    options = parser.parse_args()
    if options.step:
        step(options.step, options.path, options.sizes[0])
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "events.jsonl"
        for size in options.sizes:
            write_events(path, size)
            for format in options.formats:
                command = [sys.executable, __file__, "--step", format, "--path", str(path)]
                subprocess.run([*command, "--sizes", str(size)], check=True)


if __name__ == "__main__":
    main()
