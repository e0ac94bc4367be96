"""``mine_ie_dates``: writes the layer "dates"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from mine_ie import layers

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Dates:
    """Dates, times, durations and repeated times, by grammar, on the article's own clock.

    Label: ``DATE``, ``TIME``, ``DURATION`` or ``SET``; id: the rule; value: EDTF-like (see
    :mod:`mine_ie.dates.values`). Reads the publication date with ``layers.published`` and needs no
    other component.

    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> _ = nlp.add_pipe("mine_ie_dates")
    >>> doc = nlp("It exploded on 24 August 2024.")
    >>> [(span.text, span.kb_id_) for span in doc.spans["dates"]]
    [('24 August 2024', '2024-08-24')]
    """

    def __init__(self, vague: bool = True) -> None:
        self.vague = vague

    def __call__(self, doc: Doc) -> Doc:
        """Write the layer."""
        # Imported late, so that listing the factories costs nothing.
        from mine_ie.dates import find

        mentions = (
            layers.Mention(m.start, m.end, m.label, id=m.rule, value=m.value)
            for m in find(layers.text(doc), layers.published(doc))
            if self.vague or not m.value.endswith("_REF")
        )
        return layers.write(doc, layers.DATES, mentions)


@Language.factory("mine_ie_dates", default_config={"vague": True})
def make_dates(nlp: Language, name: str, vague: bool) -> Dates:
    """Build the component; ``vague=False`` leaves out "now", "recently" and the like."""
    return Dates(vague)
