"""How right and how fast the dates are.

    python benchmarks/dates.py timebank|specs|events|speed [--errors]

Needs the corpora beside the checkout (``../shared/data``). ``timebank`` scores spans and values as
TempEval-3 does, ``specs`` the cases of Microsoft's Recognizers-Text, ``events`` whether gold event
dates are among the values found, ``speed`` expressions per second beside
``dateparser.search.search_dates``.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import time
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path

from mine_ie.dates import DateMention, find, interval

DATA = Path(__file__).parents[2] / "shared" / "data"
_TRIM = re.compile(
    r"\A(?:since|until|till|til|by|from|between|before|after|as of|over|for|so far)\s+",
    re.IGNORECASE,
)


def read(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def timex(mention: DateMention) -> list[tuple[int, int, str, str]]:
    """A mention as TIMEX3: (start, end, type, value), its parts where it was composed."""
    if mention.parts:
        return [t for part in mention.parts for t in timex(part)]
    value, label = mention.value, mention.label
    if mention.extent and ("/" in value or value.endswith("_REF")):
        value, label = mention.extent, "DURATION"
    if mention.rule == "overnight" and "/" in value:
        value, label = value.split("/")[0] + "TNI", "TIME"
    if re.fullmatch(r"\d{3}X", value):
        value = value[:3]
    elif re.fullmatch(r"\d\dXX", value):
        value = value[:2]
    cut = _TRIM.match(mention.text)
    return [(mention.start + (cut.end() if cut else 0), mention.end, label, value)]


def same_value(a: str, b: str) -> bool:
    return _canonical(a) == _canonical(b)


def _canonical(value: str) -> str:
    value = value.rstrip("X") if re.fullmatch(r"\d\d\d?X+", value) else value
    value = re.sub(r"^P1E$", "P10Y", value)
    return re.sub(r"(-XX)+$", "", value)


def score(hits: int, guesses: int, golds: int) -> str:
    p, r = hits / max(guesses, 1), hits / max(golds, 1)
    return f"P {p:.3f} R {r:.3f} F1 {2 * p * r / max(p + r, 1e-9):.3f}"


def timebank(errors: bool) -> dict[str, Counter]:
    totals: dict[str, Counter] = defaultdict(Counter)
    misses: Counter = Counter()
    for article in read(DATA / "timex" / "timebank.jsonl"):
        gold = [(t["start"], t["end"], t["type"], t["value"]) for t in article["timexes"]]
        found = [
            t
            for m in find(article["text"], article["published"])
            if m.rule not in ("dateline", "published", "named_event")
            for t in timex(m)
        ]
        for kind in ("DATE", "all"):
            g = [t for t in gold if kind in (t[2], "all")]
            f = [t for t in found if kind in (t[2], "all")]
            _count(totals[kind], g, f)
        if errors:
            _errors(misses, article, gold, found)
    for kind, n in totals.items():
        print(f"TimeBank {kind:5} strict spans {score(n['strict'], n['found'], n['gold'])}")
        print(f"TimeBank {kind:5} relaxed      {score(n['relaxed'], n['found'], n['gold'])}")
        print(f"TimeBank {kind:5} value        {score(n['value'], n['found'], n['gold'])}")
    for line, n in misses.most_common():
        print(f"{n:3} {line}")
    return totals


def _count(totals: Counter, gold: list, found: list) -> None:
    totals["gold"] += len(gold)
    totals["found"] += len(found)
    for g in gold:
        over = [f for f in found if f[0] < g[1] and g[0] < f[1]]
        totals["strict"] += any(f[:2] == g[:2] for f in over)
        totals["relaxed"] += bool(over)
        totals["value"] += any(same_value(f[3], g[3]) for f in over)


def _errors(misses: Counter, article: dict, gold: list, found: list) -> None:
    text = article["text"]

    def show(t: tuple) -> str:
        a, b = max(t[0] - 40, 0), t[1] + 25
        return f"{text[a : t[0]]}[{text[t[0] : t[1]]}]{text[t[1] : b]}".replace("\n", " ")

    for g in gold:
        over = [f for f in found if f[0] < g[1] and g[0] < f[1]]
        if not over:
            misses[f"MISS {g[2]} {g[3]} @{article['published']} {show(g)}"] += 1
        elif not any(same_value(f[3], g[3]) for f in over):
            misses[
                f"VALUE {g[2]} {g[3]} not {[f[2:] for f in over]} @{article['published']} {show(g)}"
            ] += 1
        elif not any(f[2] == g[2] for f in over):
            misses[f"TYPE {g[2]} not {over[0][2]} {show(g)}"] += 1
        elif not any(f[:2] == g[:2] for f in over):
            misses[f"SPAN {show(g)} -- {text[over[0][0] : over[0][1]]}"] += 1
    for f in found:
        if not any(f[0] < g[1] and g[0] < f[1] for g in gold):
            misses[f"EXTRA {f[2]} {f[3]} @{article['published']} {show(f)}"] += 1


def events(errors: bool) -> dict[str, float]:
    recalls = {}
    for name in ("isaf-dev", "muc4-dev"):
        articles = {a["id"]: a for a in read(DATA / name / "articles.jsonl")}
        hits = total = 0
        for record in read(DATA / name / "gold.jsonl"):
            article = articles[record["id"]]
            mentions = find(article["text"], article["published"])
            values = {interval(m.value)[:2] for m in mentions}
            for event in record["events"]:
                when = event.get("when")
                if not when:
                    continue
                total += 1
                good = (when["start"], when["end"]) in values
                hits += good
                if errors and not good:
                    print(
                        name,
                        record["id"],
                        article["published"],
                        when,
                        [(m.text, m.value) for m in mentions],
                    )
        print(f"{name}: {hits} of {total} event dates found, recall {hits / total:.3f}")
        recalls[name] = hits / total
    return recalls


def _days(result: dict) -> set[tuple[str, str]]:
    """The (first, last) days that a case allows, past or future; empty where it names none."""
    resolution = result.get("resolution") or {}
    options = [resolution.get("PastResolution"), resolution.get("FutureResolution")]
    options += resolution.get("values") or []
    days = set()
    for option in filter(None, options):
        value = option.get("date") or option.get("value") or option.get("dateTime") or ""
        if re.match(r"\d{4}-\d\d-\d\d", value):
            days.add((value[:10], value[:10]))
        start, end = (
            option.get("start") or option.get("startDate") or "",
            option.get("end") or option.get("endDate") or "",
        )
        if re.match(r"\d{4}-\d\d-\d\d\Z", start) and re.match(r"\d{4}-\d\d-\d\d\Z", end):
            last = date.fromisoformat(end) - timedelta(1)  # theirs excludes the end
            days.add((start, last.isoformat()))
            days.add((start, end))
    return {d for d in days if d[0] > "0002"}


def specs(errors: bool) -> None:
    groups: dict[str, Counter] = defaultdict(Counter)
    wanted = ("date", "daterange", "duration", "set", "datetimerange", "datetime")
    for case in read(DATA / "specs" / "recognizers_datetime.jsonl"):
        kinds = {(r["type"] or "").removeprefix("datetimeV2.") for r in case["results"]}
        if not kinds <= set(wanted):
            continue
        reference = (case["reference"] or "")[:10] or None
        mentions = find(case["text"], reference)
        n = groups[case["model"]]
        n["cases"] += 1
        gold = [(r["start"], r["end"]) for r in case["results"]]
        over = all(any(m.start < e and s < m.end for m in mentions) for s, e in gold)
        exact = sorted(gold) == sorted((m.start, m.end) for m in mentions)
        n["found"] += over and (bool(gold) or not mentions)
        n["exact"] += exact
        for r in case["results"]:
            allowed = _days(r)
            near = [m for m in mentions if m.start < r["end"] and r["start"] < m.end]
            if allowed and near and reference:
                n["valued"] += 1
                good = any(interval(m.value)[:2] in allowed for m in near)
                n["right"] += good
                if errors and not good:
                    print(
                        "VALUE",
                        case["model"],
                        reference,
                        case["text"][:70],
                        r["text"],
                        sorted(allowed),
                        [(m.text, m.value) for m in near],
                    )
        if errors and not over:
            print(
                case["model"],
                case["text"][:90],
                [r["text"] for r in case["results"]],
                [m.text for m in mentions],
            )
    for name, n in groups.items():
        print(
            f"{name:30} {n['cases']:4} cases: found {n['found'] / n['cases']:.2f}, exact spans "
            f"{n['exact'] / n['cases']:.2f}, days right {n['right']} of {n['valued']}"
        )


def speed(errors: bool) -> None:
    from dateparser.search import search_dates

    articles = read(DATA / "timex" / "timebank.jsonl")[:60]
    words = sum(len(a["text"].split()) for a in articles)
    find(articles[0]["text"], articles[0]["published"])
    times = []
    for _ in range(5):
        start = time.perf_counter()
        count = sum(len(find(a["text"], a["published"])) for a in articles)
        times.append(time.perf_counter() - start)
    ours = statistics.median(times)
    sample = articles[:6]
    sample_words = sum(len(a["text"].split()) for a in sample)
    start = time.perf_counter()
    theirs = sum(len(search_dates(a["text"], languages=["en"]) or ()) for a in sample)
    library = time.perf_counter() - start
    print(
        f"mine_ie.dates: {count / ours:,.0f} expressions/s, "
        f"{1000 * ours * 400 / words:.2f} ms for 400 words"
    )
    print(
        f"dateparser.search_dates: {theirs / library:,.0f} expressions/s, "
        f"{1000 * library * 400 / sample_words:.0f} ms for 400 words"
    )
    print(
        f"ratio: {count / ours / (theirs / library):,.0f} in expressions, "
        f"{library / sample_words / (ours / words):,.0f} in words"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=["timebank", "specs", "events", "speed"])
    parser.add_argument("--errors", action="store_true", help="list what is wrong")
    args = parser.parse_args()
    {"timebank": timebank, "specs": specs, "events": events, "speed": speed}[args.what](args.errors)
