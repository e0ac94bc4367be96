"""Measure merging: agreement with the labelled incidents, and growth with the collection.

python benchmarks/merge.py            # pairwise precision, recall, F1 on corpora/incidents
python benchmarks/merge.py --growth   # seconds and memory for 1k ... 100k events
python benchmarks/merge.py --errors   # the pairs that are wrong
python benchmarks/merge.py --events FILE   # the same on extracted events of the same texts
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

from mine_ie.merge import Incident, merge, merge_to_files
from mine_ie.records import ArticleRecord, Row, read_rows
from mine_ie.schema import Event

CORPUS = Path(__file__).parents[1] / "corpora" / "incidents"
Pairs = set[tuple[str, str]]


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def labelled_rows() -> list[Row]:
    """The typed records of the corpus with their texts."""
    events = {line["id"]: line["events"] for line in lines(CORPUS / "gold.jsonl")}
    rows = []
    for article in lines(CORPUS / "articles.jsonl"):
        made = tuple(Event.from_dict(event) for event in events[article["id"]])
        rows += ArticleRecord(**article, events=made).rows()
    return rows


def gold_pairs(part: str | None = None) -> Pairs:
    """Pairs of tellings of one incident; ``part`` is ``first`` or ``held-out``."""
    out: Pairs = set()
    for line in lines(CORPUS / "incidents.jsonl"):
        if part in (None, line["part"]):
            out |= set(combinations(sorted(line["tellings"]), 2))
    return out


def within(pairs: Pairs, part: str) -> Pairs:
    """The pairs whose first telling belongs to a part of the corpus."""
    tellings = {
        t for line in lines(CORPUS / "incidents.jsonl") if line["part"] == part
        for t in line["tellings"]
    }  # fmt: skip
    return {pair for pair in pairs if pair[0] in tellings}


def found_pairs(incidents: list[Incident]) -> Pairs:
    out: Pairs = set()
    for incident in incidents:
        keys = sorted(f"{s.article}#{s.event}" for s in incident.sources)
        out |= set(combinations(keys, 2))
    return out


def scores(found: Pairs, gold: Pairs) -> tuple[float, float, float]:
    """Precision, recall and F1 over pairs."""
    right = len(found & gold)
    precision, recall = right / max(len(found), 1), right / max(len(gold), 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def by_article(pairs: Pairs) -> Pairs:
    """Pairs of articles: for extracted events, whose ids are not those of the labels."""
    cut = {tuple(sorted(key.rpartition("#")[0] for key in pair)) for pair in pairs}
    return {(a, b) for a, b in cut if a != b}


def quality(errors: bool, events: Path | None) -> None:
    rows = list(read_rows(events)) if events else labelled_rows()
    incidents, ledgers = merge(rows)
    found, gold = found_pairs(incidents), gold_pairs()
    if events:
        found, gold = by_article(found), by_article(gold)
    precision, recall, f1 = scores(found, gold)
    print(f"{len(rows)} events, {len(gold)} pairs, {len(ledgers)} ledgers")
    print(f"precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")
    if not events:
        for part in ("first", "held-out"):
            values = scores(within(found, part), gold_pairs(part))
            figures = "precision {:.3f}  recall {:.3f}  F1 {:.3f}".format(*values)
            print(f"  {part:>8}: {figures}")
    exact = {frozenset(line["tellings"]) for line in lines(CORPUS / "incidents.jsonl")}
    made = {frozenset(f"{s.article}#{s.event}" for s in i.sources) for i in incidents}
    if not events:
        print(f"incidents exactly right: {len(exact & made)} of {len(exact)}")
    if errors:
        for name, pairs in (("missed", gold - found), ("wrong", found - gold)):
            for pair in sorted(pairs):
                print(name, *pair)


def synthetic(count: int, seed: int = 0) -> list[dict]:
    """Article records, five tellings to two incidents, over two years and 400 towns."""
    draw = random.Random(seed)
    towns = [(f"Town{n:04d}", draw.uniform(30, 50), draw.uniform(20, 70)) for n in range(400)]
    out: list[dict] = []
    while len(out) < count:
        day = date(2022, 1, 1) + timedelta(days=draw.randrange(730))
        name, lat, lon = draw.choice(towns)
        killed = draw.choice([0, 1, 1, 2, 3, 5, 8, 20])
        kind = draw.choice(["mine", "ied", "uxo", "mine.av"])
        for late in range(draw.choice([1, 1, 2, 3, 5])):
            dead = killed + (late if draw.random() < 0.2 else 0)
            event = {
                "id": "e1",
                "type": "explosion",
                "when": {"start": str(day), "end": str(day), "precision": "day"},
                "places": [
                    {"text": name, "name": name, "kind": "settlement", "country": "UA"}
                    | {"lat": lat, "lon": lon, "uncertainty_km": 3}
                ],
                "killed": {"low": dead, "best": dead, "high": dead},
                "ordnance": [{"kind": kind, "action": "detonated"}],
            }
            published = str(day + timedelta(days=late))
            out.append({"id": f"a{len(out)}", "published": published, "events": [event]})
    draw.shuffle(out)
    return out[:count]


def peak_mb() -> float:
    """Peak memory of this process; ``ru_maxrss`` would also count the one that started it."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(one for one in status.read_text().splitlines() if one.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def growth_step(count: int, folder: Path) -> None:
    """One size, in a process of its own so that its peak memory is its own."""
    path = folder / f"events-{count}.jsonl"
    started = time.perf_counter()
    summary = merge_to_files(read_rows(path), folder / "incidents.jsonl")
    seconds = time.perf_counter() - started
    used = resource.getrusage(resource.RUSAGE_SELF)
    peak, cpu = peak_mb(), used.ru_utime + used.ru_stime
    print(
        f"{count:>9,} events  {summary.incidents:>7,} incidents  {seconds:7.1f} s  "
        f"{cpu:7.1f} s of CPU  {1e6 * cpu / count:5.0f} us/event  peak {peak:5.0f} MB",
        flush=True,
    )


def growth(sizes: list[int]) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as name:
        folder = Path(name)
        for size in sizes:
            with open(folder / f"events-{size}.jsonl", "w") as stream:
                stream.writelines(json.dumps(record) + "\n" for record in synthetic(size))
            step = [sys.executable, __file__, "--step", str(size), "--folder", name]
            subprocess.run(step, check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("--sizes", type=int, nargs="*", default=[1_000, 10_000, 30_000, 100_000])
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--events", type=Path)
    parser.add_argument("--step", type=int)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    if options.step:
        growth_step(options.step, options.folder)
    elif options.growth:
        growth(options.sizes)
    else:
        quality(options.errors, options.events)


if __name__ == "__main__":
    main()
