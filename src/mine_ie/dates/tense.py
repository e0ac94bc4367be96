"""Whether the words around a date speak of the future."""

from __future__ import annotations

import re

_REACH = 160
#: A verb of saying dates itself only when the date follows at once ("said on Friday that ...").
_BESIDE = 14
_CUE = re.compile(
    r"""\b(?:
      (?P<future>will|won['’]t|shall|would|['’]ll|to\sbe|upcoming|forthcoming|tomorrow
        |(?:is|are|was|were|be)\s(?:expected|scheduled|due|slated|planned|likely|going
            |set(?!\s(?:off|on\sfire|ablaze|alight|up|free)\b))
        |expected|scheduled|slated|plan(?:s|ning)?\sto|planned\s(?:to|for)|due|expects?|intends?|hopes?
        |effective|expir(?:es?|ing|ation)|payable|matur(?:es?|ing)|deadline|resume
        |ahead\sof(?=\s(?:the\s)?\Z)
        |ahead\sof\s(?:an?\s|the\s|its\s|his\s|her\s|\w+['’]s\s)?(?:[\w-]+\s){0,2}(?:elections?|votes?
          |polls?|referendum|summit|visit|meeting|talks|conference|anniversary|holidays?|ceremony|opening
          |match|games?|launch|hearing|trial|rall(?:y|ies)))
    | (?P<saying>said|says|told|reported|stated|added|announced|noted|declared|confirmed|disclosed)
    | (?P<past>was|were|had|has|have|did|took|went|came|began|broke|blew|shot|made|got|gave|held|hit
        |left|led|lost|met|put|ran|saw|sent|won|rose|fell|found|fought|struck|since|after|when|during
        |ago|[a-z]{3,20}ed)
    )\b""",
    re.VERBOSE,
)
# An initial ("Daniel P. Davison") ends no sentence.
_SENTENCE = re.compile(r"(?<!\b[a-z])[.!?;]['\"”’)]?\s|\n\s*\n")


def is_future(lowered: str, start: int, end: int) -> bool | None:
    """Read the tense off the nearest cue before ``start``, else after ``end``, in the sentence.

    >>> is_future("talks resume on monday.", 13, 22), is_future("it blew up on monday.", 11, 20)
    (True, False)
    """
    before = _SENTENCE.split(lowered[max(start - _REACH, 0) : start])[-1]
    nearest = None
    for cue in _CUE.finditer(before):
        if cue["saying"] is None or len(before) - cue.end() <= _BESIDE:
            nearest = cue
    if nearest is not None:
        return nearest["past"] is None and nearest["saying"] is None
    after = _SENTENCE.split(lowered[end : end + _REACH], maxsplit=1)[0]
    cue_after = _CUE.search(after)
    if cue_after is None:
        return None
    return cue_after["past"] is None and cue_after["saying"] is None
