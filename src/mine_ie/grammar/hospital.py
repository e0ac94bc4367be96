""" "Nine were taken to the National Hospital": people brought to a hospital are hurt."""

from __future__ import annotations

from spacy.tokens import Span

from mine_ie.grammar.view import View, word_set

_MOVED = word_set(
    "taken rushed flown airlifted brought admitted transported transferred evacuated conveyed "
    "driven carried shifted moved referred ferried medevaced"
)
_HOSPITALS = word_set("hospital hospitals clinic clinics infirmary")
_REACH = 8
VALUE = "form=as-is;outcome=injured;role=hospital"


def mark(view: View) -> None:
    """Make "taken to" a word of harm where a hospital follows within a few words."""
    lower = view.lower
    for i in range(len(lower) - 2):
        if lower[i] not in _MOVED or lower[i + 1] != "to":
            continue
        if _HOSPITALS & set(lower[i + 2 : i + 2 + _REACH]):
            cue = Span(view.doc, i, i + 2, label="HARM", kb_id=VALUE, span_id="to_hospital")
            view.cues[i] = view.cues[i + 1] = cue
