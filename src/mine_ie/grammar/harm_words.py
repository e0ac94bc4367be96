"""Words of harm as the lexicon has them; two that share their victims are read as one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Span

from mine_ie import layers
from mine_ie.grammar.view import ADVERBS, View


@dataclass(frozen=True)
class Word:
    """A word of harm with what the lexicon says of it; two may make one: "killed or injured"."""

    cue: Span
    role: str
    outcome: str
    form: str
    start: int
    end: int


def words(view: View, sentence: Span) -> list[Word]:
    """The words of harm in the sentence; coordinated ones that share their victims are one."""
    found: list[Word] = []
    for i in range(sentence.start, sentence.end):
        cue = view.cues.get(i)
        if cue is None or cue.start != i or cue.label_ not in ("HARM", "TOLL"):
            continue
        values = layers.unpack(cue.kb_id_)
        word = Word(cue, values["role"], values["outcome"], values.get("form", ""), i, cue.end)
        if found and (both := _joined(view, found[-1], word)) is not None:
            found[-1] = both
        else:
            found.append(word)
    return found


def _joined(view: View, first: Word, second: Word) -> Word | None:
    """ "killed or maimed 485 people": dead and hurt in one figure."""
    gap = view.lower[first.end : second.start]
    links = [
        w
        for w in gap
        if w not in ADVERBS and not w.endswith("ly") and w not in ("/", "were", "either")
    ]
    if first.role == "toll" and links == ["and"] and len(gap) == 1:
        # "Brings the number of people killed and injured to 20"
        both = (first.outcome, second.outcome) == ("killed", "injured")
        toll = both and not _figure_at(view, second.end)
        return replace(first, outcome="unspecified", end=second.end) if toll else None
    same_role = first.role == second.role == "object" or (
        first.role == second.role == "count" and links == ["or"]
    )
    died_or_hurt = (
        first.role == "subject"
        and second.role == "object"
        and links in (["or", "been"], ["or"])
        and first.outcome == "killed"
    )
    if died_or_hurt and links == ["or"]:
        died_or_hurt = "were" in gap
    if died_or_hurt and not _nobody(view, first):
        return replace(first, outcome="unspecified", end=second.end)
    if (
        not same_role
        or links not in (["and"], ["or"], ["and", "or"])
        or first.outcome == second.outcome
    ):
        return None
    if "respectively" in view.lower[second.end : second.end + 6]:
        return None
    if links == ["and"] and "were" in gap:
        return None
    if links == ["and"] and _is_numbered(view, first):
        return replace(first, outcome="unspecified", end=second.end)
    if links == ["and"] and _figure_at(view, first.start - 1) and not _by_something(view, second):
        return None
    if (
        first.form in ("ed", "as-is")
        and links == ["and"]
        and not _figure_at(view, second.end)
        and not _passive(view, first)
        and not (_figure_at(view, first.start - 1) and _by_something(view, second))
    ):
        return None
    return replace(first, outcome="unspecified", end=second.end)


def _is_numbered(view: View, word: Word) -> bool:
    """ "Brings **the number of** people killed and injured to 20"."""
    lead = view.lower[max(0, word.start - 6) : word.start]
    return any(lead[k : k + 2] == ["number", "of"] for k in range(len(lead)))


def _by_something(view: View, word: Word) -> bool:
    """ "The 11,000 people injured and killed **by** mines": the word has no people behind it."""
    return view.lower[word.end : word.end + 1] == ["by"]


def _nobody(view: View, word: Word) -> bool:
    """ "No one died or was wounded" denies both."""
    return any(
        w in ("no", "nobody", "none") for w in view.lower[max(0, word.start - 4) : word.start]
    )


def _passive(view: View, word: Word) -> bool:
    return any(
        w in ("been", "were", "was") for w in view.lower[max(0, word.start - 2) : word.start]
    )


def _figure_at(view: View, i: int) -> bool:
    return 0 <= i < len(view.doc) and (i in view.numbers or i in view.people)
