"""``mine_ie_quantities``: ordnance with its count, weight and what was done with it.

Layer ``quantities``: ``label_`` is the action ("" if the text says none), ``id_`` the kind in the
ordnance taxonomy, ``kb_id_`` packs ``count`` (string form of :mod:`mine_ie.counts`), ``mass_kg``,
``model``, ``of``, ``trigger``, ``delivery``, ``definite`` (already spoken of), ``ref`` (offset of
the noun it goes back to), ``part`` (counted in the item before it), ``total`` (its parts follow in
the next sentence), ``planned`` (still to be done) and ``cue`` (the word that governs it and its
offset).
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from mine_ie import layers
from mine_ie.grammar import items, split_verbs
from mine_ie.grammar.item_counts import in_pairs
from mine_ie.grammar.view import View, view

NAME = "mine_ie_quantities"
_CARRIED = ("model", "of", "trigger", "delivery", "implied", "form")


class QuantityReader:
    """Reads the layers numbers, ordnance and cues (people, if there); writes ``quantities``."""

    def __call__(self, doc: Doc) -> Doc:
        """Write the layer."""
        wanted = [layers.NUMBERS, layers.ORDNANCE, layers.CUES]
        if layers.PEOPLE in doc.spans:
            wanted.append(layers.PEOPLE)
        v = view(doc, NAME, wanted)
        if not v.ordnance:
            return layers.write(doc, layers.QUANTITIES, [])
        split_verbs.mark(v)
        return layers.write(doc, layers.QUANTITIES, [_mention(v, i) for i in items.read(v)])


def _mention(view: View, item: items.Item) -> layers.Mention:
    doc, named = view.doc, layers.unpack(item.mention.kb_id_)
    counted = _is_counted(named) or in_pairs(view, item) is not None
    last = doc[item.end - 1]
    return layers.Mention(
        doc[item.start].idx,
        last.idx + len(last),
        item.action or "",
        item.kind,
        {
            "count": str(item.count) if item.count is not None and counted else None,
            "mass_kg": item.mass_kg,
            **{key: named.get(key) for key in _CARRIED},
            "definite": "1" if item.definite else None,
            "ref": None if item.ref is None else doc[item.ref].idx,
            "total": "1" if item.total else None,
            "part": "1" if item.part else None,
            "planned": "1" if item.planned else None,
            "cue": f"{item.cue.id_}@{item.cue.start_char}" if item.cue is not None else None,
            "noun": item.mention.start_char,
            "block": named.get("block"),
        },
    )


def _is_counted(named: dict[str, str]) -> bool:
    """Two "bombings" may be any number of devices; of suicide bombers each brings one."""
    return "implied" not in named or "each" in named


@Language.factory(NAME, assigns=["doc.spans"])
def make_quantities(nlp: Language, name: str) -> QuantityReader:
    """Count ordnance and read its fate. Needs sentence boundaries; uses tags if present."""
    return QuantityReader()
