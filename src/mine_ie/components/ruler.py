"""The lexicon rulers: components that mark the words of a lexicon in a layer of the same name.

=================== =========== ======================= ==================================
factory             layer       ``label_``              ``kb_id_``
=================== =========== ======================= ==================================
mine_ie_ordnance    ordnance    "ORDNANCE"              ``model=..;of=..;delivery=..``
mine_ie_people      people      "PERSON"                ``victims=..;age=..;sex=..;form=..``
mine_ie_cues        cues        family ("HARM", "ACT")  ``form=..;outcome=..;role=..``
=================== =========== ======================= ==================================

``id_`` is the lexicon block (for ordnance, the kind in the taxonomy). ``lexicons`` lists a user's
own files; their blocks are merged into the shipped ones by id.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from mine_ie import layers, lexicon
from mine_ie.grammar import ordnance

Find = Callable[[str, lexicon.Lexicon], list[layers.Mention]]


class LexiconRuler:
    """Marks what a lexicon finds in the text; needs nothing of the pipeline before it."""

    def __init__(self, layer: str, find: Find, lexicons: Sequence[str]) -> None:
        self.layer = layer
        self.find = find
        self.lexicons = tuple(lexicons)
        # Read now, so that a broken lexicon file fails when the pipeline is built.
        lexicon.load(layer, self.lexicons)

    def __call__(self, doc: Doc) -> Doc:
        """Write the layer."""
        words = lexicon.load(self.layer, self.lexicons)
        return layers.write(doc, self.layer, self.find(layers.text(doc), words))


def _attributed(label: str) -> Find:
    def find(text: str, words: lexicon.Lexicon) -> list[layers.Mention]:
        return [
            layers.Mention(
                m.start,
                m.end,
                m.block.attributes.get("family", label),
                m.block.id,
                {"form": m.form, **{k: v for k, v in m.block.attributes.items() if k != "family"}},
            )
            for m in words.find(text)
            if "ignore" not in m.block.attributes
        ]

    return find


@Language.factory("mine_ie_ordnance", default_config={"lexicons": []})
def make_ordnance(nlp: Language, name: str, lexicons: list[str]) -> LexiconRuler:
    """Mark explosive ordnance: kind, model, what an unexploded item was, trigger, delivery."""
    return LexiconRuler(layers.ORDNANCE, ordnance.find, lexicons)


@Language.factory("mine_ie_people", default_config={"lexicons": []})
def make_people(nlp: Language, name: str, lexicons: list[str]) -> LexiconRuler:
    """Mark words for people, with victims' group, age and sex."""
    return LexiconRuler(layers.PEOPLE, _attributed("PERSON"), lexicons)


@Language.factory("mine_ie_cues", default_config={"lexicons": []})
def make_cues(nlp: Language, name: str, lexicons: list[str]) -> LexiconRuler:
    """Mark the words that say what happened, and those that deny, plan or rehearse it."""
    return LexiconRuler(layers.CUES, _attributed("CUE"), lexicons)
