"""The day of an event that is told only for what came after it.

"On Friday a bomb hurt two. The blast came **a day after** a mine killed three in Ansongo".
"""

from __future__ import annotations

import re

from spacy.tokens import Span

from mine_ie import dates, layers
from mine_ie.assemble.sentence import Sentence
from mine_ie.dates import values

#: "A month after" is told roundly.
_LENGTH = re.compile(r"P(\d+)([DW])\Z")
#: What stands between the length and the earlier event.
_AFTER = re.compile(r"\s?(?:after|since|on\sfrom)\s")


def how_long_before(sentence: Sentence, at: int) -> Span | None:
    """The length of time before "after" and the event told at offset ``at``."""
    told: list[Span] = list(sentence.span.doc.spans[layers.DATES])
    inside = [d for d in told if sentence.start <= d.start_char and d.end_char <= at]
    lengths = [d for d in inside if _LENGTH.match(d.kb_id_)]
    if not lengths or _AFTER.match(sentence.from_(lengths[-1].end_char, 12)) is None:
        return None
    return lengths[-1]


def earlier_by(length: Span, later: Span) -> dates.Interval | None:
    """The day, week or month that lies ``length`` before the date ``later``."""
    m, day = _LENGTH.match(length.kb_id_), values.parse_day(dates.interval(later.kb_id_).start)
    if m is None or day is None or dates.interval(later.kb_id_).precision != "day":
        return None
    moved = values.shift(day, m[2], -int(m[1]))
    return dates.interval(values.containing(moved, m[2])) if moved is not None else None
