"""Whether a sentence tells of something done: in the past, of a day, or as headlines and notes do.

What may come, what is so in general and what a film shows is told in the present or with a modal
verb, of no day. No tagger has read the words; :mod:`mine_ie.grammar.word_class` guesses their class
by form. A word that may be a past tense counts as one, so that in doubt the sentence tells.
"""

from __future__ import annotations

import re
from functools import lru_cache

from mine_ie import counts
from mine_ie.assemble.sentence import Sentence
from mine_ie.assemble.timing import event_dates
from mine_ie.grammar.word_class import guess

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+|[.;:]")
_PAST = frozenset("was were had did ago".split())
_PERFECT = frozenset("has have having 've".split())
_MODAL = frozenset(
    "can could may might must shall should will would cannot can't couldn't won't wouldn't "
    "shouldn't 'll".split()
)
_PRESENT = frozenset("is are am does do isn't aren't don't doesn't".split()) | _MODAL
#: A word in -s after these is a verb in the present: "it scatters".
_SUBJECTS = frozenset("it he she which who that".split())
#: Words between "have" and its participle.
_PERFECT_REACH = 4
_SPECIFIC = ("site", "settlement", "district", "province")


def tells(sentence: Sentence, brief: bool) -> bool:
    """Whether what the sentence says was done: "A shell exploded", not "Shells explode".

    The present tells of one event with a day, and with people or items counted at a place, as in
    lists of incidents; and in a headline. Of people and place one is enough in a first sentence,
    and in a text that is ``brief``.
    """
    if sentence.in_title or not is_general(sentence.text) or event_dates(sentence):
        return True
    if sentence.listed.day is not None:
        return True  # Under a day of a chronology.
    placed = any(p.label_ in _SPECIFIC for p in sentence.places)
    harmed = any(h.count not in (None, counts.ZERO) for h in sentence.harmed)
    if brief or sentence.index == 0:
        return placed or harmed
    return placed and (harmed or any(i.count is not None for i in sentence.items))


@lru_cache(maxsize=1024)
def is_general(text: str) -> bool:
    """Whether a sentence has a present or modal verb, and no verb that may be past.

    >>> is_general("What is found is destroyed."), is_general("The mine is gone: it blew up.")
    (True, False)
    """
    words = _WORD.findall(text.lower() if text.isupper() else text)
    lower = [w.lower() for w in words]
    present = False
    for at, word in enumerate(lower):
        before = lower[at - 1] if at else ""
        if word in _PAST or (word in _PERFECT and _is_perfect(lower, at)):
            return False
        tag = guess(words[at], before, lower[at - 2] if at > 1 else "")
        if tag == "VBD" and guess(before, "") not in ("IN", "TO", "MD", "CC"):
            return False
        present = present or word in _PRESENT or tag in ("VBZ", "VBP")
        present = present or (before in _SUBJECTS and word.endswith("s"))
    return present


def _is_perfect(lower: list[str], at: int) -> bool:
    """ "Have been killed", not "would have been" or "they have bombs"."""
    if at and lower[at - 1] in _MODAL:
        return False
    for k in range(at + 1, min(at + 1 + _PERFECT_REACH, len(lower))):
        if lower[k] == "been" or guess(lower[k], "have") in ("VBN", "VBD"):
            return True
    return False
