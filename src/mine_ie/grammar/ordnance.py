"""Ordnance as named in a text: the lexicon's hits joined into items.

"PMN-2 mines" is one mention with a model, "unexploded mortar shells" one whose kind is ``uxo`` *of*
``mortar``, "122 mm rockets" a rocket with a calibre, and "anti-tank" alone counts where it shares
the head of another item ("anti-tank and anti-personnel mines").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from mine_ie.layers import Mention
from mine_ie.lexicon import Lexicon, Match

_UNEXPLODED = re.compile(r"(?:un-?exploded|un-?detonated|live but unexploded|dud)[\s-]+\Z", re.I)
_UNEXPLODED_GAP = re.compile(
    r"(?:un-?exploded|un-?detonated)\s+(?:\w+[\s-]+){1,3}\Z", re.I
)
_ABANDONED = re.compile(r"abandoned\s+(?:\w+\s+)?\Z", re.I)
_CALIBRE = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)[\s-]?(?:mm|millimet(?:er|re)s?)[\s-]+(?:\w+[\s-]+)?\Z", re.I)
_SHARES_HEAD = re.compile(r"(?:\s*,)?\s*(?:and|or|&|/|,|as well as)\s*(?:[\w,.]+\s+){0,2}\Z", re.I)
_NO_ITEM_AFTER = re.compile(
    r"[\s-]+(?:threat|ban|treaty|convention|expert|maker|making|squad|team|specialist|dog|detector|manual|"
    r"instruction|factor(?:y|ies)|workshop|launcher|casing|disposal|facilitator|facilitation|depot|plant|cell|network|"
    r"laboratory|expertise|emplacer|emplacement|training|planner|detection|risk|education|awareness|industry|production)s?\b",
    re.I,
)
_NAMES_PARTS = re.compile(
    r"[^.;]{0,40}?(?:including|includ|among them|of which|consisting|comprising|such as|:|\(|[\u2013\u2014])", re.I
)
_PRONOUN_BEFORE = re.compile(r"\b(?:of|that's|is|was|be|not|were)\s+\Z", re.I)
_NOUN_AFTER = re.compile(r"\s+(?:that|which|in|on|near|at|left|planted|laid|buried|explosion|blast|exploded|hidden|went|killed)\b", re.I)
GENERIC = frozenset({"ordnance", "explosive", "ammunition"})
#: Kinds so weak that the first noun of a compound names the item ("mine device").
_WEAK_HEADS = frozenset({"ordnance"})
_DELIVERS = {"ied#roadside", "ied#vehicle", "ied#person", "ied#drone", "ied#post"}


@dataclass(frozen=True)
class _Item:
    start: int
    end: int
    kind: str
    block: str
    model: str | None = None
    of: str | None = None
    elliptical: bool = False
    umbrella: bool = False
    attributes: tuple[tuple[str, str], ...] = ()


def kind_of(block_id: str) -> str:
    """Return the taxonomy kind of a lexicon block: ``"ied#vehicle"`` -> ``"ied"``."""
    return block_id.partition("#")[0]


def is_a(kind: str, ancestor: str) -> bool:
    """Tell whether ``kind`` is ``ancestor`` or below it in the taxonomy."""
    return kind == ancestor or kind.startswith(ancestor + ".")


def find(text: str, words: Lexicon) -> list[Mention]:
    """Return the ordnance named in ``text``."""
    items = [
        _item(m, text)
        for m in words.find(text)
        if "ignore" not in m.block.attributes
        and not _is_pronoun(m, text)
        and not _NO_ITEM_AFTER.match(text[m.end : m.end + 24])
    ]
    items = _join(items, text)
    items = [i for k, i in enumerate(items) if not i.elliptical or _shares_head(k, items, text)]
    items = [i for k, i in enumerate(items) if not i.umbrella or _is_umbrella(k, items, text)]
    items = [_with_context(item, text) for item in items]
    return [
        Mention(
            i.start,
            i.end,
            "ORDNANCE",
            i.kind,
            {"model": i.model, "of": i.of, "block": i.block, **dict(i.attributes)},
        )
        for i in items
    ]


def _item(match: Match, text: str) -> _Item:
    attributes = match.block.attributes
    model = attributes.get("model") == "matched"
    return _Item(
        match.start,
        match.end,
        kind_of(match.block.id),
        match.block.id,
        model=text[match.start : match.end] if model else None,
        elliptical="elliptical" in attributes,
        umbrella="umbrella" in attributes,
        attributes=tuple(
            (k, v) for k, v in attributes.items() if k in ("trigger", "delivery", "action", "implied")
        )
        + (("form", match.form),),
    )


def _is_pronoun(match: Match, text: str) -> bool:
    """ "A friend of mine": the possessive pronoun, unless what follows shows the noun."""
    return (
        match.form == "singular"
        and match.end - match.start == 4
        and text[match.start : match.end].lower() == "mine"
        and bool(_PRONOUN_BEFORE.search(text[max(0, match.start - 12) : match.start]))
        and not _NOUN_AFTER.match(text[match.end : match.end + 12])
    )


def _join(items: list[_Item], text: str) -> list[_Item]:
    """Join neighbours of one noun compound into one item, named by its head."""
    joined: list[_Item] = []
    for item in items:
        before = joined[-1] if joined else None
        if before and not before.elliptical and _compound(before, item, text):
            joined[-1] = _compound_of(before, item)
        else:
            joined.append(item)
    return joined


def _compound(before: _Item, item: _Item, text: str) -> bool:
    gap = text[before.end : item.start]
    if not re.fullmatch(r"[\s\-/]{0,2}|\s?\(|\s(?:type|series|model)\s", gap, re.I):
        return False
    # A plural closes its compound ("mines, grenades mortar" is a list with a lost comma).
    plural = dict(before.attributes).get("form") == "plural"
    return not plural or "(" in gap


def _compound_of(before: _Item, item: _Item) -> _Item:
    kind, block = item.kind, item.block
    if is_a(before.kind, item.kind) or (item.kind in _WEAK_HEADS) or item.kind == "mine" and before.model:
        kind, block = before.kind, before.block
    return replace(
        item,
        start=before.start,
        kind=kind,
        block=block,
        model=before.model or item.model,
        attributes=tuple({**dict(before.attributes), **dict(item.attributes)}.items()),
    )


def _shares_head(index: int, items: list[_Item], text: str) -> bool:
    """An adjective such as "anti-tank" is an item where the next item lends it its noun."""
    if index + 1 == len(items):
        return False
    gap = text[items[index].end : items[index + 1].start]
    return bool(_SHARES_HEAD.fullmatch(gap))


def _is_umbrella(index: int, items: list[_Item], text: str) -> bool:
    """ "45 items, including 12 mines": a counted word for things that are then named."""
    item = items[index]
    counted = re.search(r"\d[\d,. ]*\s(?:\w+\s){0,2}\Z", text[max(0, item.start - 40) : item.start])
    following = items[index + 1] if index + 1 < len(items) else None
    if counted is None or following is None or "weapon" in text[item.start : item.end].lower():
        return False
    return bool(_NAMES_PARTS.match(text[item.end : following.start]))


def _with_context(item: _Item, text: str) -> _Item:
    before = text[max(0, item.start - 48) : item.start]
    if m := _CALIBRE.search(before):
        start = item.start - (len(before) - m.start())
        item = replace(item, start=start, model=item.model or f"{m[1].replace(',', '.')} mm")
        before = before[: m.start()]
    if item.kind not in ("uxo", "axo") and (
        _UNEXPLODED.search(before) or _UNEXPLODED_GAP.search(before)
    ):
        of = None if item.kind in GENERIC else item.kind
        if item.kind == "ied" and item.block == "ied":
            of = "bomb"
        return replace(item, kind="uxo", of=of)
    return item
