"""The spaCy component that writes the layer ``numbers``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from mine_ie import layers, numbers


@Language.factory("mine_ie_numbers", default_config={"language": "en"})
def create_numbers(nlp: Language, name: str, language: str) -> NumbersComponent:
    """Make the component; ``language`` names the folder of the lexicon."""
    return NumbersComponent(language)


class NumbersComponent:
    """Writes every number of a text to the layer ``numbers``; needs nothing of the model.

    ``label_`` is the kind (COUNT, AGE, MASS ...), ``id_`` the rule, ``kb_id_`` the value in the
    string form of :class:`mine_ie.counts.Bounds` (``key=value`` pairs for ages and measures).

    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> _ = nlp.add_pipe("mine_ie_numbers")
    >>> doc = nlp("At least 370 people")
    >>> [(s.text, s.label_, s.kb_id_) for s in doc.spans["numbers"]]
    [('At least 370', 'COUNT', '370..')]
    """

    def __init__(self, language: str = "en") -> None:
        self.language = language

    def __call__(self, doc: Doc) -> Doc:
        """Write the layer and return ``doc``."""
        found = numbers.find(layers.text(doc), self.language)
        return layers.write(
            doc,
            layers.NUMBERS,
            (layers.Mention(m.start, m.end, m.label, m.rule, m.value) for m in found),
        )
