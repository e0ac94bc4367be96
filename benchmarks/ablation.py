"""What components and rule families are worth: figures without each, beside the whole pipeline.

    python benchmarks/ablation.py [CORPUS...]

Prints a Markdown table of means over the corpora (by default the project's own to write rules by).
A component is taken out by emptying its layer, a rule family by dropping its cues.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from mine_ie import layers
from mine_ie.evaluation import evaluate
from mine_ie.pipeline import default_model, load

ROOT = Path(__file__).parents[1]
DEFAULT = [
    ROOT / "corpora" / name for name in ("core-dev", "hard", "summaries", "news", "releases")
]
LAYERS = (
    layers.PEOPLE,
    layers.DATES,
    layers.PLACES,
    layers.CASUALTIES,
    layers.QUANTITIES,
    layers.AREAS,
)
#: Families of cues: words of harm, tolls, blasts, what is done with ordnance, what is left ...
FAMILIES = ("HARM", "TOLL", "BLAST", "ACT", "STOCKPILE", "CONTAMINATION", "PREVENTED", "UNREAL")
FIELDS = ("when", "places", "killed", "injured", "ordnance", "areas")


def emptied(layer: str) -> Language:
    """The pipeline with one layer emptied right after it is written."""
    name = f"empty_{layer}"
    Language.component(name, func=lambda doc: layers.write(doc, layer, []))
    nlp = load()
    nlp.add_pipe(name, after=f"mine_ie_{layer}")
    return nlp


def without_family(family: str) -> Language:
    """The pipeline without the cues of one family."""
    name = f"drop_{family}"

    def drop(doc: Doc) -> Doc:
        doc.spans[layers.CUES] = [s for s in doc.spans[layers.CUES] if s.label_ != family]
        return doc

    Language.component(name, func=drop)
    nlp = load()
    nlp.add_pipe(name, after="mine_ie_cues")
    return nlp


def with_model() -> Language:
    """The pipeline with tags, parse and entities of the base model, as ``load(model=...)``."""
    return load(default_model())


def row(name: str, nlp: Language, folders: list[Path]) -> str:
    """One line of the table: means over the corpora."""
    report = evaluate([str(f) for f in folders], nlp, samples=0).to_dict()["corpora"]
    figures = [
        sum(c[key]["f1"] or 0 for c in report) / len(report) for key in ("events", "record_right")
    ]
    for field in FIELDS:
        scored = [c["fields"][field]["f1"] or 0 for c in report if field in c["fields"]]
        figures.append(sum(scored) / len(scored))
    return f"| {name} | " + " | ".join(f"{100 * f:.1f}" for f in figures) + " |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", nargs="*", type=Path)
    folders = parser.parse_args().corpora or DEFAULT
    print("| without | events | record right | " + " | ".join(FIELDS) + " |")
    print("|---|" + "---:|" * (2 + len(FIELDS)))
    print(row("nothing: the whole", load(), folders))
    print(row("nothing, and with the base model", with_model(), folders))
    for layer in LAYERS:
        print(row(layer, emptied(layer), folders), flush=True)
    for family in FAMILIES:
        print(row(f"cues of {family}", without_family(family), folders), flush=True)


if __name__ == "__main__":
    main()
