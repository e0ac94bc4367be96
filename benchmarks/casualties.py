"""How right the figures of killed and injured are, and what reading them costs.

    python benchmarks/casualties.py [--data FOLDER] [--runs 5]

Accuracy is of the figures of whole texts (the totals of all groups of a text, whatever events
they belong to), on the entries of Wikipedia's lists of attacks. The labels there come from a table
beside the text, so that many figures do not stand in it: the second row counts the labels whose
figure does. Time is of the component alone, as a ratio to the base model's on the same texts; the
median of several runs.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from pathlib import Path

import spacy
from spacy.language import Language

from mine_ie import counts, layers
from mine_ie.assemble import totals
from mine_ie.pipeline import base_model, default_model

DATA = Path(__file__).parents[2] / "shared" / "data" / "wikipedia-dev"
COMPONENTS = ("sentences", "numbers", "people", "ordnance", "cues", "dates", "model", "casualties")
FIELDS = ("killed", "injured")


def pipeline() -> Language:
    """The components that casualties need, and no others."""
    nlp = spacy.blank("en")
    for name in COMPONENTS:
        nlp.add_pipe(f"mine_ie_{name}")
    return nlp


def figure(bounds: counts.Bounds | None) -> int | None:
    """The figure that stands for a count: best, else low, else high."""
    if bounds is None:
        return None
    return next((n for n in (bounds.best, bounds.low, bounds.high) if n is not None), None)


def labelled(folder: Path) -> list[tuple[str, dict[str, int | None]]]:
    """Texts with their labelled figures."""
    gold = {}
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        event = row["events"][0]
        gold[row["id"]] = {f: _value(event[f]) for f in FIELDS if f in event}
    articles = map(json.loads, (folder / "articles.jsonl").read_text("utf-8").splitlines())
    return [(a["text"], gold[a["id"]]) for a in articles]


def _value(count: dict[str, int | None] | None) -> int | None:
    if count is None:
        return None
    return figure(counts.Bounds(count["low"], count["best"], count["high"]))


def accuracy(nlp: Language, rows: list[tuple[str, dict[str, int | None]]]) -> None:
    """Print how many figures are right: of all labels, and of those that stand in the text."""
    right = {(f, part): 0 for f in FIELDS for part in ("all", "in text")}
    n = dict(right)
    for doc, (text, gold) in zip(nlp.pipe(t for t, _ in rows), rows, strict=True):
        found = totals.totals(totals.groups(doc))
        stated = {_head(s.kb_id_) for s in doc.spans[layers.NUMBERS] if s.label_ == "COUNT"}
        for field, value in gold.items():
            given = figure(found[field].bounds) if field in found else None
            stands = value in stated or (value == 0 and "no " in text.lower())
            for part in ("all", "in text") if stands else ("all",):
                n[field, part] += 1
                right[field, part] += given == value
    for part in ("all", "in text"):
        shares = (
            f"{f} {right[f, part]}/{n[f, part]} = {right[f, part] / n[f, part]:.3f}" for f in FIELDS
        )
        print(f"figures right, labels {part}: " + ", ".join(shares))


def _head(value: str) -> int | None:
    head = value.partition(";")[0]
    return figure(counts.parse(head)) if head else None


def cost(nlp: Language, texts: list[str], runs: int) -> None:
    """Print the time of the components of casualties beside the base model's."""
    base = base_model(default_model())
    own: list[float] = []
    whole: list[float] = []
    for _ in range(runs):
        started = time.perf_counter()
        list(base.pipe(texts, batch_size=64))
        whole.append(time.perf_counter() - started)
        docs = [_until_casualties(nlp, t) for t in texts]
        reader = nlp.get_pipe("mine_ie_casualties")
        started = time.perf_counter()
        for doc in docs:
            reader(doc)
        own.append(time.perf_counter() - started)
    ratio = statistics.median(own) / statistics.median(whole)
    per_text = 1000 * statistics.median(own) / len(texts)
    print(f"mine_ie_casualties: {per_text:.2f} ms a text, {ratio:.3f} of the base model's time")


def _until_casualties(nlp: Language, text: str):  # type: ignore[no-untyped-def]
    doc = nlp.make_doc(text)
    for name, component in nlp.pipeline:
        if name == "mine_ie_casualties":
            break
        doc = component(doc)
    return doc


def main() -> None:
    """Measure accuracy and cost."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=DATA, help="folder of a labelled corpus")
    parser.add_argument("--runs", type=int, default=3, help="runs behind the median time")
    args = parser.parse_args()
    if not args.data.is_dir():
        raise SystemExit(f"{args.data}: no such corpus; pass --data FOLDER")
    rows = labelled(args.data)
    nlp = pipeline()
    accuracy(nlp, rows)
    cost(nlp, [text for text, _ in rows], args.runs)


if __name__ == "__main__":
    main()
