"""Lists: what the line above says was done holds for every line below it.

"Troops recovered the following:" and then "- 17 anti-personnel mines", "- 2 mortar bombs".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mine_ie import layers
from mine_ie.assemble.fact import Fact, new_fact
from mine_ie.assemble.sentence import Sentence
from mine_ie.assemble.timing import scope

#: What a line of a list begins with: a dash, "a.", "(1)", a figure.
_MARK = re.compile(
    r"\s*(?:[-\u2013\u2014\u2022*\u00b7\u25aa\u25cf]|\(?[a-z0-9]{1,3}[.)](?:\s|\Z)|\d|"
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|several|assorted)\b)",
    re.I,
)
_LONGEST = 120
#: Lines that one list may have.
_MOST = 40


def with_lists(article: Sequence[Sentence]) -> tuple[list[Sentence], dict[int, Sentence]]:
    """Return the article with every listed item's action, and the head of each listed line.

    Heads are given by the index of the line; an article without lists is returned as it is.
    """
    read = list(article)
    heads: dict[int, Sentence] = {}
    for k, sentence in enumerate(read):
        action = _opens(sentence)
        if action is None:
            continue
        for n in range(k + 1, min(k + 1 + _MOST, len(read))):
            if not _is_line(read[n], read[n - 1], first=n == k + 1):
                break
            heads[read[n].index] = sentence
            items = [i if i.action else replace(i, action=action) for i in read[n].items]
            read[n] = replace(read[n], items=items)
    return read, heads


def _opens(sentence: Sentence) -> str | None:
    """The action that a line with a colon at its end says of what follows."""
    if not sentence.text.rstrip().endswith((":", ":-", "; ", ":\u2013")):
        return None
    acts = [layers.unpack(c.kb_id_).get("action") for c in sentence.family("ACT")]
    done = [a for a in acts if a not in (None, "laid", "fired")]
    return done[-1] if done else None


def _is_line(sentence: Sentence, before: Sentence, *, first: bool) -> bool:
    """Whether a sentence is a line of the list that goes on after ``before``."""
    words = sentence.text.strip()
    if _MARK.match(words) or _MARK.fullmatch(before.text.strip()):
        return len(words) <= 3 * _LONGEST
    paragraph = before.text.endswith("\n\n") and not first
    return not paragraph and len(words) <= _LONGEST and "\n" in sentence.text[-2:]


def under_heads(told: Sequence[Fact], heads: dict[int, Sentence]) -> None:
    """Give the facts of listed lines the date, the places and the scope of the line above."""
    for fact in told:
        head = heads.get(fact.sentence)
        if head is None or fact.type not in ("clearance", "stockpile_destruction"):
            continue
        above = new_fact(head, fact.type, scope(head), fact.rule, (head.end, head.end))
        if fact.date is None:
            fact.date, fact.until, fact.dated_well = above.date, above.until, above.dated_well
            fact.dates, fact.scope = above.dates, above.scope
        fact.places = fact.places or above.places
        fact.anaphoric = False
