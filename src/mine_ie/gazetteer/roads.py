"""Roads named by their two ends: "the Kulp-Lice road", "Razmak - Makeen Axis".

Neither end is where it happened: the road is, and its name is the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mine_ie.gazetteer.names import fold
from mine_ie.gazetteer.scan import Spot
from mine_ie.gazetteer.store import Store

_KIND = re.compile(
    r"[ \n](?:ring |main |border |national |federal |provincial |state |express |trunk |supply "
    r"|oil |gas )?"
    r"(?:road|axis|highway|motorway|expressway|autoroute|autobahn|route|railway(?: line)?"
    r"|rail line|line|track|pipeline|corridor|section|stretch|carriageway)\b",
    re.IGNORECASE,
)
_WORD = r"(?:[aA]l-|[eE]l-)?[A-Z][\w'’.]*(?:-(?:e|i|ye|yi|ul|al)[- ][A-Z][\w'’]*)?"
_END = rf"{_WORD}(?: {_WORD}){{0,2}}"
#: A hyphen joins single names, a dash or a hyphen with spaces names of several words as well.
_ENDS = re.compile(
    rf"(?<![\w-])(?:{_WORD}(?: ?- ?{_WORD}){{1,3}}|{_END}(?: ?[–—] ?{_END}| - {_END}){{1,3}}"
    rf"|{_WORD}(?:-{_WORD}){{1,2}}(?: {_WORD})?)\Z"
)
_JOIN = re.compile(r" ?[–—] ?| ?- (?=[A-Z])| ?-(?=[A-Z])")
#: Homonyms of an end that are looked at.
_NAMESAKES = 12
#: The longest pair of names that is looked for, in characters.
_LONGEST = 60
#: Words that a hyphen joins before "line", "track" and that name no two places.
_NO_ENDS = re.compile(r"\b(?:Anti|Non|Pre|Post|Mid|Trans|Multi|Semi|Ex|Vice|Al|El|Ar|As|An)-")


def find(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of roads named by their ends.

    >>> [text[a:b] for text in ["It lay on the Kulp-Lice road."] for a, b in find(text)]
    ['Kulp-Lice road']
    """
    if "-" not in text and "–" not in text and "—" not in text:
        return
    for kind in _KIND.finditer(text):
        start = max(0, kind.start() - _LONGEST)
        ends = _ENDS.search(text[start : kind.start()])
        if ends is None or _NO_ENDS.match(ends[0]) or ends[0].isupper():
            continue
        yield start + ends.start(), kind.end()


def spot(text: str, start: int, end: int, store: Store) -> Spot:
    """Return the road at ``[start, end)``, in the country where both of its ends lie."""
    name = text[start:end]
    kind = _KIND.search(name)
    ends = _JOIN.split(name[: kind.start()] if kind else name)
    places = [store.by_key(fold(end_), limit=_NAMESAKES) for end_ in ends]
    known = [list(dict.fromkeys(e.country for e in found)) for found in places if found]
    shared = [code for code in known[0] if all(code in codes for codes in known)] if known else []
    sure = shared and (len(known) > 1 or len(shared) == 1)
    return Spot(start, end, name, type="site", country=shared[0] if sure else "")
