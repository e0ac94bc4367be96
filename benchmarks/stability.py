"""Does a paragraph that has nothing to do with the matter change what the others tell?

    python benchmarks/stability.py [CORPUS...]

Between every two paragraphs of every article (and after the last) a paragraph of something else is
put in, one at a time, in turn from ``STRANGERS``; each article of one paragraph is left out. An
insertion is steady when the same events come out with the same content (type, scope, status, dates,
places, people, ordnance, land); ids are compared apart, since they are made from the words around.
What changed is printed by field, with the article and the place of the insertion.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from itertools import cycle
from pathlib import Path

from mine_ie import Article, Event
from mine_ie.corpus import read_corpus
from mine_ie.evaluation import brief
from mine_ie.extraction import extract
from mine_ie.labels import from_event

ROOT = Path(__file__).parents[1]
DEFAULT = [ROOT / "corpora" / name for name in ("core-dev", "news", "releases")]

STRANGERS = (
    "The museum will be open until six in the evening, and entrance is free for children.",
    "On 3 March 2011 the champions beat Valparaíso by two goals to one in front of 14,000 people.",
    "Rice prices in Antananarivo rose for the third week, traders said on Friday.",
    'The film, "A Summer in Turku", won two prizes at last year\'s festival.',
    "Twelve students from Windhoek were given scholarships by the foundation last month.",
)


Told = list[tuple[str, dict[str, str]]]


def told(events: list[Event]) -> Told:
    """Ids and what the events say, without the offsets of their words."""
    return [(event.id, brief(from_event(event))) for event in events]


def insertions(article: Article) -> list[Article]:
    """The article with one strange paragraph more, in every place after a paragraph."""
    ends = [m.start() for m in re.finditer(r"\n\s*\n", article.text)]
    if not ends:
        return []
    strangers = cycle(STRANGERS)
    return [
        article.model_copy(
            update={"text": f"{article.text[:end]}\n\n{next(strangers)}{article.text[end:]}"}
        )
        for end in [*ends, len(article.text)]
    ]


def changes(before: Told, after: Told) -> tuple[list[str], int]:
    """The fields that differ ("events" where their number or types do), and how many ids do."""
    ids = len({i for i, _ in before} ^ {i for i, _ in after})
    if [e["type"] for _, e in before] != [e["type"] for _, e in after]:
        return ["events"], ids
    pairs = zip(before, after, strict=True)
    fields = {k for (_, a), (_, b) in pairs for k in {*a, *b} if a.get(k) != b.get(k)}
    return sorted(fields), ids


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpora", nargs="*", type=Path, default=DEFAULT)
    parser.add_argument("--show", action="store_true", help="print what each insertion changed")
    options = parser.parse_args()
    tried, same_ids, steady = 0, 0, 0
    fields: Counter[str] = Counter()
    for folder in options.corpora:
        for article in read_corpus(folder).articles:
            variants = insertions(article)
            first, *others = [told(e) for e in extract([article, *variants])] if variants else [[]]
            for number, other in enumerate(others):
                changed, ids = changes(first, other)
                tried, same_ids, steady = tried + 1, same_ids + (not ids), steady + (not changed)
                fields.update(changed)
                if options.show and changed:
                    print(f"{folder.name}/{article.id} after paragraph {number + 1}: {changed}")
                    for a, b in zip(first, other, strict=False):
                        if a[1] != b[1]:
                            print("   ", a[1], "\n    ", b[1])
    share = 100 * steady / tried
    print(f"{tried} insertions; same content {steady} ({share:.1f} %), same ids {same_ids}")
    print("changed:", ", ".join(f"{name} {n}" for name, n in fields.most_common()) or "nothing")


if __name__ == "__main__":
    main()
