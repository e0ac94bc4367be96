"""How right items of ordnance are read: (kind, action, count) on labelled corpora, and the time.

``python benchmarks/ordnance.py [CORPUS...]`` prints, for each corpus, F1 of the events' items, the
recall of items before events are assembled, trigger, delivery and "of" where an ``axes.jsonl`` lies
beside the labels, and the median time of the two components per text.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import mine_ie
from mine_ie import counts, layers
from mine_ie.corpus import Corpus, read_corpus
from mine_ie.slots import VAGUE, figure

ROOT = Path(__file__).parents[1]
DEFAULT = (
    ROOT.parent / "shared" / "data" / "isaf-dev",
    ROOT / "corpora" / "core-dev",
    ROOT / "corpora" / "hard",
    ROOT / "corpora" / "negative",
)
Triple = tuple[str, str | None, int | None]


def main() -> None:
    """Print one block of figures for each corpus."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpora", nargs="*", type=Path, default=[p for p in DEFAULT if p.exists()])
    nlp = mine_ie.load()
    for path in parser.parse_args().corpora:
        report(path, read_corpus(path), nlp)


def report(path: Path, corpus: Corpus, nlp: Any) -> None:
    """Print the figures of one corpus."""
    score = mine_ie.evaluate(corpus, nlp, samples=0)[corpus.name]
    print(f"\n{corpus.name}")
    for name in ("ordnance", "ordnance_kind"):
        if ("", name) not in score.figures:
            print("  events that should not be:", score.figure("events")["fp"])
            break
        row = score.figure(name)
        print(f"  {name:<14} F1 {row['f1']}  precision {row['precision']}  recall {row['recall']}")
    docs = {str(a.id): mine_ie.annotate(a, nlp) for a in corpus.articles}
    hits = wanted = 0
    for id, doc in docs.items():
        gold = Counter(labelled(corpus.gold[id]))
        hits += sum((gold & Counter(mentioned(doc))).values())
        wanted += sum(gold.values())
    if wanted:
        print(f"  items in the layer: recall {hits / wanted:.3f} of {wanted}")
    if (path / "axes.jsonl").exists():
        axes(path / "axes.jsonl", docs)
    timed(corpus, nlp)


def number(count: Any) -> int | None:
    """The figure of a labelled count, none for a vague one."""
    value = figure(count)
    return None if value == VAGUE else value  # type: ignore[return-value]


def labelled(events: Any) -> Iterator[Triple]:
    """Yield the triples of the labels."""
    for event in events:
        for item in event.get("ordnance") or []:
            yield item["kind"], item.get("action"), number(item.get("count"))


def mentioned(doc: Any) -> Iterator[Triple]:
    """Yield the triples of the layer."""
    for span in doc.spans[layers.QUANTITIES]:
        text = layers.unpack(span.kb_id_).get("count")
        bounds = counts.parse(text) if text else counts.UNKNOWN
        best = next((n for n in (bounds.best, bounds.low, bounds.high) if n is not None), None)
        yield span.id_, span.label_ or None, best


def axes(path: Path, docs: dict[str, Any]) -> None:
    """Print how many of the labelled triggers, deliveries and "of" the text's items carry."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found = [layers.unpack(s.kb_id_) for s in docs[row["id"]].spans[layers.QUANTITIES]]
        for axis in ("trigger", "delivery", "of"):
            if axis in row:
                total[axis] += 1
                right[axis] += any(f.get(axis) == row[axis] for f in found)
    for axis, n in total.items():
        print(f"  {axis:<14} {right[axis]}/{n}")


def timed(corpus: Corpus, nlp: Any) -> None:
    """Print the median milliseconds that finding and reading ordnance take per text."""
    for name in ("mine_ie_ordnance", "mine_ie_quantities"):
        component = nlp.get_pipe(name)
        spent = []
        for article in corpus.articles:
            doc = mine_ie.annotate(article, nlp)
            start = time.perf_counter()
            component(doc)
            spent.append(1000 * (time.perf_counter() - start))
        print(f"  {name:<20} median {median(spent):.2f} ms per text")


if __name__ == "__main__":
    main()
