"""Who was harmed, who acted and who says so: fields that no corpus's record counts as right.

    python benchmarks/who.py [CORPUS...]

Over the pairs of events that the evaluation aligns: kinds of victims as sets; actors by role, the
same where they share a word beside articles and prepositions; the speaker likewise. Annotators cut
such phrases differently ("the army", "engineers of the Lebanese army"), so that equal words would
measure the cutting.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mine_ie.evaluation import evaluate

ROOT = Path(__file__).parents[1]
DEFAULT = [
    ROOT / "corpora" / name for name in ("core-dev", "news", "releases", "core-test", "fresh-test")
]
ROLES = ("operator", "perpetrator", "claimant")
_SMALL = frozenset("the a an of and in s for by".split())


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.lower())) - _SMALL


def _matches(gold: list[str], given: list[str], same_words: bool) -> int:
    left, found = list(given), 0
    for text in gold:
        for other in left:
            if text == other or (same_words and _words(text) & _words(other)):
                left.remove(other)
                found += 1
                break
    return found


def _fields(labels: dict[str, Any]) -> Iterator[tuple[str, list[str] | None]]:
    yield "victims", labels.get("victims")
    actors = labels.get("actors")
    for role in ROLES:
        yield role, None if actors is None else [a["text"] for a in actors if a["role"] == role]
    source = labels.get("source")
    yield "source", None if "source" not in labels else [source] if source else []


def count(folder: Path) -> dict[str, Counter[str]]:
    """Right, given and labelled by field."""
    counts: dict[str, Counter[str]] = {}
    for article in evaluate(folder, samples=0).runs[0].score.articles:
        for case in article.cases:
            if case.predicted is None:
                continue
            given = dict(_fields(case.predicted))
            for field, gold in _fields(case.gold):
                if gold is None:
                    continue
                found = _matches(gold, given[field] or [], field != "victims")
                sums = counts.setdefault(field, Counter())
                sums.update(right=found, given=len(given[field] or []), labelled=len(gold))
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpora", nargs="*", type=Path, default=DEFAULT)
    print(f"{'corpus':12} {'field':12} {'right':>5} {'given':>5} {'labelled':>8}    P    R")
    for folder in parser.parse_args().corpora:
        for field, n in count(folder).items():
            p = n["right"] / n["given"] if n["given"] else 0.0
            r = n["right"] / n["labelled"] if n["labelled"] else 0.0
            row = f"{n['right']:5} {n['given']:5} {n['labelled']:8} {p:6.2f} {r:4.2f}"
            print(f"{folder.name:12} {field:12} {row}")


if __name__ == "__main__":
    main()
