"""Whether the words around a date speak of the future."""

from __future__ import annotations

import re

_REACH = 160
_CUE = re.compile(
    r"""\b(?:
      (?P<future>will|won['’]t|shall|would|['’]ll|to\sbe|upcoming|forthcoming|tomorrow
        |(?:is|are|was|were|be)\s(?:expected|scheduled|due|set|slated|planned|likely|going)
        |expected|scheduled|slated|plan(?:s|ning)?\sto|planned\s(?:to|for)|due|expects?|intends?|hopes?
        |effective|expir(?:es?|ing|ation)|payable|matur(?:es?|ing)|ahead\sof|deadline|redemption|resume|succeed)
    | (?P<past>was|were|had|has|have|did|took|went|came|began|broke|blew|shot|made|got
        |gave|held|hit|left|led|lost|met|put|ran|saw|sent|set|won|rose|fell|found|fought|struck
        |injured|since|after|when|during|ago|(?!reported|stated|added|announced|noted|declared)[a-z]{3,20}ed)
    )\b""",
    re.VERBOSE,
)
_SENTENCE = re.compile(r"[.!?;]['\"”’)]?\s|\n\s*\n")


def is_future(lowered: str, start: int, end: int) -> bool | None:
    """Read the tense off the nearest cue before ``start``, else after ``end``, in the sentence.

    >>> is_future("talks will resume on monday.", 18, 27), is_future("it blew up on monday.", 11, 20)
    (True, False)
    """
    before = _SENTENCE.split(lowered[max(start - _REACH, 0) : start])[-1]
    cue = None
    for cue in _CUE.finditer(before):
        pass
    if cue is not None:
        return cue["future"] is not None
    after = _SENTENCE.split(lowered[end : end + _REACH], maxsplit=1)[0]
    cue = _CUE.search(after)
    return None if cue is None else cue["future"] is not None
