"""Lists: the date, the place and the scope of the line above hold for every line below it.

"Troops recovered the following:" and then "- 17 anti-personnel mines", "- 2 mortar bombs".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

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


def heads(article: Sequence[Sentence]) -> dict[int, Sentence]:
    """Return the line above a list for each of the list's lines, by the index of the line.

    What was done with the items is in them already (:mod:`mine_ie.grammar.headings`).
    """
    found: dict[int, Sentence] = {}
    for k, sentence in enumerate(article):
        if not _opens(sentence):
            continue
        for n in range(k + 1, min(k + 1 + _MOST, len(article))):
            if not _is_line(article[n], article[n - 1], first=n == k + 1):
                break
            found[article[n].index] = sentence
    return found


def _opens(sentence: Sentence) -> bool:
    """Whether it ends with a colon and says what was done with what follows."""
    if not sentence.text.rstrip().endswith((":", ":-", "; ", ":\u2013")):
        return False
    acts = [layers.unpack(c.kb_id_).get("action") for c in sentence.family("ACT")]
    return any(a not in (None, "laid", "fired") for a in acts)


def _is_line(sentence: Sentence, before: Sentence, *, first: bool) -> bool:
    """Whether a sentence is a line of the list that goes on after ``before``."""
    words = sentence.text.strip()
    if _MARK.match(words) or _MARK.fullmatch(before.text.strip()):
        return len(words) <= 3 * _LONGEST
    paragraph = before.text.endswith("\n\n") and not first
    return not paragraph and len(words) <= _LONGEST and sentence.ends_line


def under_heads(told: Sequence[Fact], above_line: dict[int, Sentence]) -> None:
    """Give the facts of listed lines the date, the places and the scope of the line above."""
    for fact in told:
        head = above_line.get(fact.sentence)
        if head is None or fact.type not in ("clearance", "stockpile_destruction"):
            continue
        above = new_fact(head, fact.type, scope(head), fact.rule, (head.end, head.end))
        if fact.date is None:
            fact.date, fact.until, fact.dated_well = above.date, above.until, above.dated_well
            fact.dates, fact.scope = above.dates, above.scope
        fact.places = fact.places or above.places
        fact.anaphoric, fact.listed = False, True
