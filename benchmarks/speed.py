"""Speed, scale and memory, in one run: python benchmarks/speed.py [PART ...] [--shared DIR]

Parts: relevant, mix, gate, workers, memory, startup, scaling, costs, dask, stack; all by default.
Speeds are per second of process CPU time unless "wall" is said, medians of several rounds, so that
they hold on a machine that does other things too. Texts: the project's corpora and, where DIR has
them, real news.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from mine_ie import gate
from mine_ie.batch import run
from mine_ie.schema import Article
from mine_ie.workers import Pipeline

ROOT = Path(__file__).parents[1]
ROUNDS = 3
#: Set by --scale: a tenth gives quick, rough figures.
SCALE = 1.0
#: Of a hundred articles of the mix one has an event.
RELEVANT_SHARE = 100


def read(path: Path) -> list[Article]:
    rows = (json.loads(line) for line in path.read_text("utf-8").splitlines())
    return [
        Article(
            id=row.get("id"),
            text=row["text"],
            title=row.get("title"),
            published=row.get("published"),
        )
        for row in rows
    ]


def relevant(shared: Path) -> list[Article]:
    """Articles of the labelled corpora, mean some 200 words."""
    folders = sorted(
        [
            *(ROOT / "corpora").glob("*/articles.jsonl"),
            shared / "isaf-dev/articles.jsonl",
            shared / "muc4-dev/articles.jsonl",
        ]
    )
    return [a for path in folders if path.exists() for a in read(path) if len(a.text) > 400]


def news(shared: Path) -> list[Article]:
    """Real news about other things: texts in which the full pipeline finds no event."""
    extract = Pipeline()()
    paths = [shared / "timex/timebank.jsonl", shared / "toponyms/geovirus.jsonl"]
    found = [a for path in paths if path.exists() for a in read(path)]
    return [a for a in found if not extract(a)]


def words(articles: list[Article]) -> int:
    return sum(len(a.text.split()) for a in articles)


def cpu(work: Callable[[], object], rounds: int | None = None) -> float:
    """Median CPU seconds of ``work``."""
    times = []
    for _ in range(rounds or ROUNDS):
        gc.collect()
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


def base_speed(articles: list[Article]) -> float:
    """Words a second of the bare base model."""
    import spacy

    from mine_ie.pipeline import default_model

    nlp = spacy.load(default_model())
    texts = [a.text for a in articles]
    list(nlp.pipe(texts[:20]))
    return words(articles) / cpu(lambda: [None for _ in nlp.pipe(texts, batch_size=32)])


def show(name: str, value: str) -> None:
    print(f"| {name} | {value} |", flush=True)


# -- parts ---------------------------------------------------------------------------------------
def part_relevant(data: Data) -> None:
    articles = data.relevant[:: max(1, len(data.relevant) // 150)][:150]
    base = base_speed(articles)
    extract = Pipeline()()
    for article in articles[:20]:
        extract(article)
    seconds = cpu(lambda: [extract(a) for a in articles])
    ours = words(articles) / seconds
    show("bare base model, relevant articles", f"{base:,.0f} words/s")
    show(
        "mine_ie, relevant articles",
        f"{ours:,.0f} words/s, {len(articles) / seconds:,.1f} articles/s",
    )
    show("(a) ratio", f"{ours / base:.1f}")


def part_mix(data: Data) -> None:
    base = base_speed(data.news[:120])
    with tempfile.TemporaryDirectory() as folder:
        path, count = data.write_mix(Path(folder) / "mix.jsonl", int(10_000 * SCALE))
        start = Pipeline()()  # the model's load is a part of its own
        start(data.relevant[0])
        seconds = cpu(
            lambda: run(
                path, Path(folder) / "out", pipeline=lambda: start, workers=0, restart=True
            ),
            rounds=1,
        )
    show("bare base model, other news", f"{base:,.0f} words/s")
    show(
        "mine_ie batch, 1 % relevant",
        f"{count / seconds:,.0f} words/s, {10_000 * SCALE / seconds:,.0f} articles/s",
    )
    show("(b) ratio", f"{count / seconds / base:.0f}")


def part_gate(data: Data) -> None:
    texts = [a.text for a in data.news]
    size = sum(len(t.encode()) for t in texts)
    show(
        "texts without an event that pass the gate",
        f"{sum(map(gate.load().relevant, texts))} of {len(texts)}",
    )
    longer = ["\n".join(group) for group in zip(texts[::2], texts[1::2], strict=False)]
    for matcher in ("words", "hyperscan"):
        try:
            compiled = gate.load(matcher=matcher)
        except ImportError as error:
            show(f"gate, {matcher}", str(error))
            continue
        for name, chosen in (
            ("all", texts),
            ("that it stops", [t for t in texts if not compiled.relevant(t)]),
            ("that it stops, joined in pairs", [t for t in longer if not compiled.relevant(t)]),
        ):
            size = sum(len(t.encode()) for t in chosen)
            seconds = (
                cpu(lambda c=chosen, g=compiled: [g.relevant(t) for _ in range(5) for t in c], 7)
                / 5
            )
            show(
                f"gate, {matcher}, texts {name} (mean {size / len(chosen):,.0f} bytes)",
                f"{size / seconds / 1e6:,.0f} MB/s",
            )


def part_workers(data: Data) -> None:
    walls = {1: [], 2: []}
    cpus = {1: [], 2: []}
    with tempfile.TemporaryDirectory() as folder:
        path = data.write(Path(folder) / "in.jsonl", islice(cycle(data.relevant), int(600 * SCALE)))
        for _ in range(ROUNDS):
            for workers in (1, 2):
                before, start = _children(), time.perf_counter()
                run(path, Path(folder) / "out", workers=workers, shard_size=25, restart=True)
                walls[workers].append(time.perf_counter() - start)
                cpus[workers].append(_children() - before)
    for workers in (1, 2):
        show(
            f"{600 * SCALE:.0f} relevant articles, workers={workers}",
            f"{statistics.median(walls[workers]):.1f} s wall, "
            f"{statistics.median(cpus[workers]):.1f} s CPU",
        )
    show(
        "speed-up from one to two workers, wall",
        f"{statistics.median(walls[1]) / statistics.median(walls[2]):.2f}",
    )
    show("load average of the machine", f"{os.getloadavg()[0]:.1f}")


def _children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def part_memory(data: Data, counts: tuple[int, ...] = (20_000, 200_000)) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for count in (int(count * SCALE) for count in counts):
            path, _ = data.write_mix(Path(folder) / f"{count}.jsonl", count, novel=True)
            code = (
                "import resource, sys\nfrom mine_ie.batch import run\n"
                "run(sys.argv[1], sys.argv[2], workers=0)\n"
                "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
            )
            done = subprocess.run(
                [sys.executable, "-c", code, str(path), f"{folder}/{count}"],
                capture_output=True, text=True, check=True,
            )  # fmt: skip
            show(
                f"peak memory, {count:,} articles, 1 % relevant, 3 % novel words",
                f"{int(done.stdout) / 1024:,.0f} MB",
            )


def part_startup(data: Data) -> None:
    for name, code in {
        "import mine_ie": "import mine_ie",
        "the gate": "from mine_ie import gate; gate.load()",
        "mine_ie.load()": "import mine_ie; mine_ie.load()",
        "load and one article": "import mine_ie; mine_ie.extract('A mine killed two men.')",
        "spacy.load of the base model": (
            "import spacy; from mine_ie.pipeline import default_model; spacy.load(default_model())"
        ),
    }.items():
        times = []
        for _ in range(ROUNDS):
            before = _children()
            subprocess.run([sys.executable, "-c", code], check=True)
            times.append(_children() - before)
        show(f"start-up, {name}", f"{statistics.median(times):.2f} s CPU")


def part_scaling(data: Data) -> None:
    with tempfile.TemporaryDirectory() as folder:
        extract = Pipeline()()
        extract(data.relevant[0])
        for count in (int(n * SCALE) for n in (100, 1_000, 10_000, 100_000)):
            path, _ = data.write_mix(Path(folder) / f"{count}.jsonl", count)
            out = Path(folder) / f"out{count}"
            seconds = cpu(
                lambda p=path, o=out: run(p, o, pipeline=lambda: extract, workers=0), rounds=1
            )
            show(
                f"{count:,} articles, 1 % relevant",
                f"{seconds:,.2f} s CPU, {count / seconds:,.0f} articles/s",
            )


def part_costs(data: Data) -> None:
    """What one core needs an article, by what becomes of it: the table of docs/cluster.md."""
    matcher = gate.load()
    groups = {
        "stopped by the gate": [a for a in data.news if not matcher.relevant(a)] * 10,
        "read": data.relevant[:: max(1, len(data.relevant) // 150)],
    }
    extract = Pipeline()()
    for article in data.relevant[:20]:
        extract(article)
    with tempfile.TemporaryDirectory() as folder:
        for name, articles in groups.items():
            path = data.write(Path(folder) / f"{name}.jsonl", iter(articles))
            out = Path(folder) / name
            seconds = cpu(
                lambda p=path, o=out: run(
                    p, o, pipeline=lambda: extract, workers=0, restart=o.exists()
                )
            )
            size = sum(part.stat().st_size for part in (out / "parts").iterdir())
            count = len(articles)
            show(
                f"an article that is {name} ({words(articles) / count:,.0f} words)",
                f"{1000 * seconds / count:,.2f} ms CPU, {size / count:,.0f} bytes of output",
            )
    passing = sum(map(matcher.relevant, data.news)) / len(data.news)
    show("other news that passes the gate", f"{passing:.1%}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    show("peak memory of this process, everything loaded", f"{peak:,.0f} MB")


def part_dask(data: Data) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = data.write(Path(folder) / "in.jsonl", islice(cycle(data.relevant), int(400 * SCALE)))
        found: dict[str, list[float]] = {"local": [], "dask": []}
        walls: dict[str, list[float]] = {"local": [], "dask": []}
        for _ in range(ROUNDS):
            for engine in ("local", "dask"):
                before, start = _children() + time.process_time(), time.perf_counter()
                run(
                    path,
                    Path(folder) / engine,
                    workers=2,
                    shard_size=25,
                    restart=True,
                    engine=engine,
                )
                found[engine].append(_children() + time.process_time() - before)
                walls[engine].append(time.perf_counter() - start)
    local, dask = (statistics.median(found[engine]) for engine in ("local", "dask"))
    show(
        f"{400 * SCALE:.0f} relevant articles, local, 2 workers",
        f"{local:.1f} s CPU, {statistics.median(walls['local']):.1f} s wall",
    )
    show(
        f"{400 * SCALE:.0f} relevant articles, Dask, 2 workers",
        f"{dask:.1f} s CPU, {statistics.median(walls['dask']):.1f} s wall",
    )
    show("Dask's overhead, CPU", f"{dask / local - 1:+.0%}")


def part_stack(data: Data) -> None:
    """What is built today: spaCy for entities, quantulum3 for numbers, dateparser for dates."""
    import spacy
    from dateparser.search import search_dates
    from quantulum3 import parser

    from mine_ie.pipeline import default_model

    articles = data.relevant[:: max(1, len(data.relevant) // 10)][:10]
    nlp = spacy.load(default_model())
    extract = Pipeline()()

    def stack(article: Article) -> Any:
        return list(nlp(article.text).ents), parser.parse(article.text), search_dates(article.text)

    stack(articles[0])
    extract(articles[0])
    theirs = words(articles) / cpu(lambda: [stack(a) for a in articles], 1)
    ours = words(articles) / cpu(lambda: [extract(a) for a in articles])
    show("spaCy + quantulum3 + dateparser.search", f"{theirs:,.0f} words/s")
    show("mine_ie, the same articles", f"{ours:,.0f} words/s")
    show("ratio", f"{ours / theirs:,.0f}")


class Data:
    """The texts, read when they are first needed."""

    def __init__(self, shared: Path) -> None:
        self.relevant = relevant(shared)
        self.news = news(shared)
        print(
            f"{len(self.relevant)} relevant articles, "
            f"{words(self.relevant) / len(self.relevant):.0f} words each; "
            f"{len(self.news)} other news texts, "
            f"{words(self.news) / len(self.news):.0f} words each\n"
        )

    def write(self, path: Path, articles: Iterator[Article]) -> Path:
        with open(path, "w", encoding="utf-8") as stream:
            for number, article in enumerate(articles):
                row = {"id": str(number), "text": article.text, "published": article.published}
                stream.write(json.dumps(row) + "\n")
        return path

    def write_mix(self, path: Path, count: int, novel: bool = False) -> tuple[Path, int]:
        """Every hundredth article is relevant; ``novel`` puts words in that were never seen."""
        other, events = cycle(self.news), cycle(self.relevant)
        total = 0
        serial = 0

        def articles() -> Iterator[Article]:
            nonlocal total, serial
            for number in range(count):
                article = next(events if number % RELEVANT_SHARE == 0 else other)
                size = len(article.text.split())
                total += size
                if novel:
                    extra = " ".join(f"Zor{serial + k:x}q" for k in range(size * 3 // 100))
                    serial += size * 3 // 100
                    article = article.model_copy(update={"text": f"{article.text}\n\n{extra}."})
                yield article

        return self.write(path, articles()), total


PARTS = {
    name.removeprefix("part_"): f for name, f in list(globals().items()) if name.startswith("part_")
}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("parts", nargs="*", choices=[*PARTS, []], default=[])
    arguments.add_argument("--shared", type=Path, default=ROOT.parent / "shared" / "data")
    arguments.add_argument("--scale", type=float, default=1.0, help="0.1 for rough figures")
    arguments.add_argument("--rounds", type=int, default=3)
    given = arguments.parse_args()
    global ROUNDS, SCALE
    ROUNDS, SCALE = given.rounds, given.scale
    data = Data(given.shared)
    print("| what | measured |\n|---|---|")
    for name in given.parts or PARTS:
        PARTS[name](data)


if __name__ == "__main__":
    main()
