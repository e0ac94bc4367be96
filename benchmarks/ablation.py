"""What each component is worth: figures with its layer emptied, beside the whole pipeline.

    python benchmarks/ablation.py [CORPUS...]

Prints a Markdown table over the corpora together (by default core-dev and hard).
"""

from __future__ import annotations

import argparse
from pathlib import Path

from spacy.language import Language

from mine_ie import layers
from mine_ie.evaluation import evaluate
from mine_ie.pipeline import load

ROOT = Path(__file__).parents[1]
DEFAULT = [ROOT / "corpora" / "core-dev", ROOT / "corpora" / "hard"]
LAYERS = (
    layers.PEOPLE,
    layers.DATES,
    layers.PLACES,
    layers.CASUALTIES,
    layers.QUANTITIES,
    layers.AREAS,
)
FIELDS = ("when", "places", "killed", "injured", "ordnance", "areas")


def emptied(layer: str) -> Language:
    """The pipeline with one layer emptied right after it is written."""
    name = f"empty_{layer}"
    Language.component(name, func=lambda doc: layers.write(doc, layer, []))
    nlp = load()
    nlp.add_pipe(name, after=f"mine_ie_{layer}")
    return nlp


def without_model() -> Language:
    """The pipeline without tags, parse and entities."""
    nlp = load()
    nlp.remove_pipe("mine_ie_model")
    return nlp


def row(name: str, nlp: Language, folders: list[Path]) -> str:
    """One line of the table: means over the corpora."""
    report = evaluate([str(f) for f in folders], nlp, samples=0).to_dict()["corpora"]
    figures = [
        sum(c[key]["f1"] or 0 for c in report) / len(report) for key in ("events", "record_right")
    ]
    figures += [sum(c["fields"][f]["f1"] or 0 for c in report) / len(report) for f in FIELDS]
    return f"| {name} | " + " | ".join(f"{100 * f:.1f}" for f in figures) + " |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", nargs="*", type=Path)
    folders = parser.parse_args().corpora or DEFAULT
    print("| without | events | record right | " + " | ".join(FIELDS) + " |")
    print("|---|" + "---:|" * (2 + len(FIELDS)))
    print(row("nothing: the whole", load(), folders))
    print(row("the base model", without_model(), folders))
    for layer in LAYERS:
        print(row(layer, emptied(layer), folders), flush=True)


if __name__ == "__main__":
    main()
