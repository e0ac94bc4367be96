"""Ordnance as named in a text: the lexicon's hits joined into items.

"PMN-2 mines" is one mention with a model, "unexploded mortar shells" one whose kind is ``uxo`` *of*
``mortar``, "122 mm rockets" a rocket with a calibre, and "anti-tank" alone counts where it shares
the head of another item ("anti-tank and anti-personnel mines"). Attributive uses name no item: "an
IED expert", "a bomb threat", "mine action"; "IED materials" are components.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial

from mine_ie.grammar import contexts, umbrellas
from mine_ie.grammar.abbreviations import other_meanings
from mine_ie.layers import Mention
from mine_ie.lexicon import Lexicon, Match

_UNEXPLODED = re.compile(
    r"(?:un-?exploded|un-?detonated|dud|blind|un-?ignited)[\s-]+[\"'“‘]?\Z", re.I
)
_UNEXPLODED_GAP = re.compile(
    r"(?:un-?exploded|un-?detonated)\s+(?:(?!(?:and|or|ordnance|"
    r"munitions?)\b)[\w.’'-]+[\s-]+){1,5}\Z",
    re.I,
)
_DUDS = re.compile(
    r",?\s+(?:duds?|(?:that|which) (?:had )?(?:failed to (?:explode|detonate|go off)|"
    r"(?:did not|didn't|had not|never) (?:explode|exploded|detonate|detonated|go off|gone off)))\b",
    re.I,
)
_CALIBRE = re.compile(
    r"(\d{1,3}(?:[.,]\d{1,2})?)[\s-]?(?:mm|millimet(?:er|re)s?)[\s-]+(?:[A-Za-z]+[\s-]+)?\Z", re.I
)
_CALIBRE_AFTER = re.compile(
    r"\s+(?:of|for(?: an?| the)?)\s+(?:calib(?:re|er) )?(\d{1,3}(?:[.,]\d{1,2})?)[\s-]?mm\b"
    r"(?!\s+(?:ammunition|ammo|rounds|bullets|cartridges|shells))",
    re.I,
)
#: Kind of a round by the bore it is made for, up to so many millimetres.
_BORES = (
    (30.0, "ammunition"), (40.0, "grenade"), (59.0, "projectile"), (60.0, "mortar"),
    (80.0, "projectile"), (82.0, "mortar"), (119.0, "projectile"), (120.0, "mortar"),
)  # fmt: skip
#: Bores of mortars, whose bombs armies of Soviet tradition call mines.
_MORTARS = frozenset(["50", "60", "81", "82", "120", "160", "240"])
#: Characters back to which "the device", "another bomb" may look for what it is.
_LOOK_BACK = 900
_WORLD_WAR = re.compile(
    r"\b(?:World\sWar|Second\sWorld|WW\s?(?:II|2)|war-?time|Luftwaffe|Royal\sAir\sForce|US\sduds)\b",
    re.I,
)
_THE = re.compile(r"\b(?:the|these|those|both|all)\s+(?:\w+\s+)?\Z", re.I)
_SHARES_HEAD = re.compile(
    r"(?:\s*\(?\d[\d,.]*\)?)?(?:\s*,)?\s*(?:and|or|&|/|,|as well as|"
    r"und)\s*(?:[\w,.()×-]+\s+){0,3}\Z",
    re.I,
)
_OF_WHICH = re.compile(
    r"\b(?:of which|of them|of these|including|among them|namely|i\.e\.)|[:(]", re.I
)
#: Characters from a total to the last of the adjectives that stand for its parts.
_PARTS_REACH = 160
_ONES = re.compile(r"\s+(?:ones|types?|versions|models|devices)\b", re.I)
#: Nouns that make what stands before them an attribute: "an IED expert" is no IED.
_ATTRIBUTE_OF = re.compile(
    r"\)?(?:\s\([A-Z-]{2,6}\))?[\s-]+(?:(?:attack|making|bombing|emplacement|network|cell|production|detection|"
    r"clearance)\s+)?"
    r"(?:threat|ban|treaty|convention|expert|maker|making|squad|team|specialist|dog|detector|"
    r"manual|"
    r"demolition\s(?:ground|range|site)|testing\sground|"
    r"instruction|construction|design|pamphlet|leaflet|factory|factories|workshop|launcher|casing|disposal|facilitator|facilitation|"
    r"depot|"
    r"plant|cell|network|laboratory|lab|expertise|emplacer|emplacement|training|planner|planning|"
    r"detection|risk|education|awareness|industry|production|cache|coordinator|builder|supplier|"
    r"trafficker|smuggler|smuggling|manufactur\w+|technician|tactic|campaign|programme|program|"
    r"activit(?:y|ies)|operation|commander|leader|financier|courier|handler|procurer|trainer|"
    r"operative|scare|hoax|warning|alert|plot|fear|damage|fragment|shrapnel|splinter|crater|victim|"
    r"survivor|casualt(?:y|ies)|amputee|clearance|removal|defusal|problem|issue|crisis|situation|"
    r"belt|"
    r"line|barrier|stockpile|stock|test|drill|exercise|shelter|siren|hotline|map|sign|field|office|"
    r"unit|branch|directorate|museum|replica|model|hole|trader|dealer|market|case|shop|assembly|"
    r"development|sale|deal|crew|battery|batteries|regiment|brigade|force|forces|barrage|salvo)s?\b"
    r"(?!\s+(?:of|was|were)\s+(?:found|defused))",
    re.I,
)
#: "A munitions cache" says no more than "a cache".
_CACHE = re.compile(r"\s+(?:caches?|depots?|dumps?|stockpiles?|hauls?)\b", re.I)
_AFFECTED = re.compile(
    r"[\s-]+(?:suspected|contaminated|affected|infested|polluted|impacted|free|hit|prone|ridden|"
    r"strewn)\s+(?:area|land|region|province|country|district|village|zone|site|territory|"
    r"communit|state)",
    re.I,
)
_PARTS = re.compile(
    r"(?:[\s-]+(?:making|manufacturing|building|assembly))?[\s-]+(?:materials?|components?|parts|"
    r"equipment|ingredients|precursors?|paraphernalia|triggers?|switch(?:es)?|supplies|initiators?|"
    r"ignition devices?|accessories|kits?|electronics|chemicals|boosters?|fuzes?|fuses?|"
    r"primers?)\b",
    re.I,
)
#: "Components **of** mines", "ingredients **for making** bombs".
_PARTS_OF = re.compile(
    r"\b(?:components?|parts|ingredients|raw\smaterials?|precursors?|accessories)\s"
    r"(?:of|for|used\s(?:in|for|to))\s(?:(?:make|making|assembling|the|an?|several|building)\s){0,2}\Z",
    re.I,
)
_PARTED = frozenset(["ied", "mine", "mine.ap", "mine.improvised", "bomb", "explosive", "grenade"])
_PART_KINDS = frozenset(
    ["ied", "bomb", "explosive", "ordnance", "mine", "mine.improvised", "booby_trap"]
)
_PRONOUN_BEFORE = re.compile(r"\b(?:of|that's|is|was|be|not|were|as)\s+\Z", re.I)
_NOUN_AFTER = re.compile(
    r"\s+(?:that|which|in|on|near|at|left|planted|laid|buried|explosion|blast|exploded|hidden|went|"
    r"killed)\b",
    re.I,
)
_COUNTED = re.compile(r"\d[\d,. ]*\s(?:\w+\s){0,2}\Z")
_COMPOUND_GAP = re.compile(r"[\s\-/]{0,2}|\s?\(|[\s-](?:type|series|model)\s|[\"'’”]\s", re.I)
#: "Mines **of the** TM-62 **type**", "shells **of type** OF-540".
_OF_A_TYPE = re.compile(
    r"\s?,?\sof\s(?:the\s)?(?:types?|models?|makes?|brands?|marks?)?\s?[\"“'‘]?", re.I
)
_NEXT_TYPE = re.compile(r"[\"”'’]?(?:,\s|\s(?:and|or)\s|\s?/\s?)(?:the\s)?[\"“'‘]?", re.I)
_IS_A_TYPE = re.compile(
    r"[\"”'’]?(?:(?:,| and| or|/)\s?[\w-]{2,12}){0,4}\s(?:types?|models?|makes?|brands?)\b", re.I
)
#: Words that say no more than that it was ordnance.
GENERIC = frozenset({"ordnance", "explosive", "ammunition"})
#: Kinds so weak that the first noun of a compound names the item ("mine device").
_WEAK_HEADS = frozenset({"ordnance"})
#: Kinds that a bare word for a device or a bomb may take up.
_TELLING = frozenset(["ied", "bomb", "uxo", "mine", "mine.ap", "mine.av", "grenade"])
_KEPT = ("trigger", "delivery", "action", "implied", "each")


@dataclass(frozen=True)
class _Item:
    start: int
    end: int
    kind: str
    block: str
    form: str
    model: str | None = None
    of: str | None = None
    shares: str | None = None
    needs: str | None = None
    umbrella: bool = False
    attributes: tuple[tuple[str, str], ...] = ()


def kind_of(block_id: str) -> str:
    """Return the taxonomy kind of a lexicon block: ``"ied#vehicle"`` -> ``"ied"``."""
    return block_id.partition("#")[0]


def is_a(kind: str, ancestor: str) -> bool:
    """Tell whether ``kind`` is ``ancestor`` or below it in the taxonomy."""
    return kind == ancestor or kind.startswith(ancestor + ".")


def find(text: str, words: Lexicon) -> list[Mention]:
    """Return the ordnance named in ``text``.

    >>> from mine_ie import lexicon
    >>> [(m.id, m.value["model"]) for m in find("Nine PMN-2 mines", lexicon.load("ordnance"))]
    [('mine.ap', 'PMN-2')]
    """
    items = [
        _item(m, text)
        for m in words.find(text)
        if "ignore" not in m.block.attributes and not _is_pronoun(m, text)
    ]
    items = _join([i for i in _as_spelt(items, text) if contexts.fits(i, text)], text)
    items = [_as_part(i, text) for i in items if i.needs != "noun"]
    items = [i for i in items if not _is_attribute(i, text)]
    items = [i for k, i in enumerate(items) if i.shares is None or _shares_head(k, items, text)]
    items = [i for k, i in enumerate(items) if not i.umbrella or _is_umbrella(k, items, text)]
    items = [_with_context(i, text) for i in items if _is_fed(i, text)]
    return [_mention(i) for i in _in_article(items, text)]


def _as_spelt(items: list[_Item], text: str) -> list[_Item]:
    """Without abbreviations that the text spells out as something else, and those words."""
    short = {s for i in items if (s := _letters(i, text)).isupper()}
    other = {s: spelt for s in short if (spelt := other_meanings(text, s))}
    if not other:
        return items
    spelt = [span for spans in other.values() for span in spans]
    return [
        i
        for i in items
        if _letters(i, text) not in other and not any(a <= i.start < b for a, b in spelt)
    ]


def _letters(item: _Item, text: str) -> str:
    return text[item.start : item.end].removesuffix("s")


def _mention(item: _Item) -> Mention:
    fields = {"model": item.model, "of": item.of, "block": item.block, "form": item.form}
    return Mention(item.start, item.end, "ORDNANCE", item.kind, {**fields, **dict(item.attributes)})


def _item(match: Match, text: str) -> _Item:
    attributes = match.block.attributes
    model = attributes.get("model") == "matched"
    surface = text[match.start : match.end]
    if model and match.form == "plural":
        surface = surface.removesuffix("s")
    return _Item(
        match.start,
        match.end,
        kind_of(match.block.id),
        match.block.id,
        match.form,
        model=surface if model else None,
        shares=attributes.get("shares"),
        needs=attributes.get("needs"),
        umbrella="umbrella" in attributes,
        attributes=tuple((k, v) for k, v in attributes.items() if k in _KEPT),
    )


def _is_pronoun(match: Match, text: str) -> bool:
    """ "A friend of mine": the possessive pronoun, unless what follows shows the noun."""
    return (
        match.form == "singular"
        and text[match.start : match.end].lower() == "mine"
        and bool(_PRONOUN_BEFORE.search(text[max(0, match.start - 12) : match.start]))
        and not _NOUN_AFTER.match(text[match.end : match.end + 12])
    )


def _is_attribute(item: _Item, text: str) -> bool:
    """ "An IED expert", "a bomb threat", "mine action" name no item."""
    plural = item.form == "plural" and text[item.end : item.end + 1] != "-"
    if item.kind == "ordnance" and _CACHE.match(text[item.end : item.end + 12]):
        return True
    # A plural is rarely an attribute; "explosives expert" is.
    bracketed = "(" in text[item.start : item.end]  # "Explosive Devices (IED) factory"
    if plural and not bracketed and item.kind not in ("explosive", "submunition"):
        return False
    after = text[item.end : item.end + 48]
    if re.match(
        r"-(?:like|free|proof|resistant|sniffing|infested|contaminated|affected|strewn|injured|"
        r"wounded|maimed|disabled)\b",
        after,
        re.I,
    ):
        return True
    return bool(_ATTRIBUTE_OF.match(after) or _AFFECTED.match(after))


def _as_part(item: _Item, text: str) -> _Item:
    """ "IED materials", "bomb-making equipment": what a device is made of."""
    if item.block in _PARTED and (m := _PARTS_OF.search(text, max(0, item.start - 48), item.start)):
        return replace(item, start=m.start(), kind="component", block="component", attributes=())
    if item.kind not in _PART_KINDS or item.form == "plural" or item.block == "explosive":
        return item
    m = _PARTS.match(text[item.end : item.end + 48])
    if m is None:
        return item
    last = m.group().rstrip()
    form = (
        "plural" if last.endswith("s") else ("as-is" if last.endswith("equipment") else "singular")
    )
    return replace(
        item, end=item.end + m.end(), kind="component", block="component", form=form, attributes=()
    )


def _join(items: list[_Item], text: str) -> list[_Item]:
    """Join neighbours of one noun compound into one item, named by its head."""
    joined: list[_Item] = []
    for item in items:
        before = joined[-1] if joined else None
        closes = before and before.shares and text[before.end : item.start] == ") "
        if before and closes and item.kind == "mine":
            joined[-1] = replace(before, end=item.end, form=item.form, shares=None)
        elif before and before.shares is None and _compound(before, item, text):
            joined[-1] = _compound_of(before, item)
        elif before and _names_type(before, item, text):
            joined[-1] = _of_type(before, item)
        else:
            joined.append(item)
    return joined


def _compound(before: _Item, item: _Item, text: str) -> bool:
    gap = text[before.end : item.start]
    if not _COMPOUND_GAP.fullmatch(gap) or "implied" in dict(before.attributes):
        return False
    # A plural closes its compound ("mines, grenades mortar" is a list with a lost comma).
    return before.form != "plural" or "(" in gap


def _names_type(before: _Item, item: _Item, text: str) -> bool:
    """ "Mines of the PPM-2 and POMZ types": the model says which, and is no item of its own."""
    if item.model is None or is_a(before.kind, "component"):
        return False
    gap = text[before.end : item.start]
    typed = _IS_A_TYPE.match(text, item.end) is not None
    if before.model is not None:
        return typed and before.form == "plural" and _NEXT_TYPE.fullmatch(gap) is not None
    said = re.search(r"\b(?:types?|models?|makes?|brands?|marks?)\b", gap, re.I) is not None
    return (typed or said) and _OF_A_TYPE.fullmatch(gap) is not None


def _of_type(before: _Item, item: _Item) -> _Item:
    """The item with the model; of several kinds, what they have in common."""
    same = before.model is None or is_a(item.kind, before.kind)
    kind = item.kind if same else before.kind.partition(".")[0]
    exact = is_a(kind, before.kind) or before.kind in GENERIC or before.model is not None
    return replace(
        before,
        end=item.end,
        kind=kind if exact else before.kind,
        model=before.model or item.model,
        needs=None,
    )


def _compound_of(before: _Item, item: _Item) -> _Item:
    kind, block = item.kind, item.block
    named = before.model is not None and item.kind in ("mine", "bomb", "ied", *_WEAK_HEADS)
    if before.block == "uxo#dud" and item.kind != "uxo":
        return replace(item, start=before.start, kind="uxo", of=item.kind)
    if item.block == "uxo#dud" and before.kind != "uxo":
        return replace(item, start=before.start, of=before.kind)
    if is_a(before.kind, item.kind) or item.kind in _WEAK_HEADS or named:
        kind, block = before.kind, before.block
    return replace(
        item,
        start=before.start,
        kind=kind,
        block=block,
        model=before.model or item.model,
        form=before.form if before.form == "plural" else item.form,
        needs=None,
        umbrella=False,  # "Unexploded ordnance items" say what the items are.
        attributes=tuple({**dict(before.attributes), **dict(item.attributes)}.items()),
    )


def _shares_head(index: int, items: list[_Item], text: str) -> bool:
    """An adjective such as "anti-tank" is an item where the next item lends it its noun."""
    item = items[index]
    if _ONES.match(text[item.end : item.end + 12]):
        return True
    if _of_those_named(items[:index], item, text):
        return True
    if index + 1 == len(items):
        return False
    following = items[index + 1]
    if not _SHARES_HEAD.fullmatch(text[item.end : following.start]):
        return False
    head = re.compile(rf"(?:{item.shares})\Z", re.I)
    lent = next((i for i in items[index + 1 :] if i.shares is None), None)
    return lent is not None and (
        bool(head.search(text[lent.start : lent.end]))
        or bool(lent.model and item.shares.startswith("mine"))  # type: ignore[union-attr]
    )


def _of_those_named(earlier: list[_Item], item: _Item, text: str) -> bool:
    """ "... mines, of which 414,000 anti-personnel and 201,000 anti-tank": counted, noun before."""
    head = re.compile(rf"(?:{item.shares})\Z", re.I)
    named = next(
        (i for i in reversed(earlier) if i.shares is None and head.search(text[i.start : i.end])),
        None,
    )
    if named is None or item.start - named.end > _PARTS_REACH:
        return False
    between = text[named.end : item.start]
    return bool(_COUNTED.search(between)) and bool(_OF_WHICH.search(between))


def _is_umbrella(index: int, items: list[_Item], text: str) -> bool:
    """ "45 items, including 12 mines": a counted word for things that are ordnance."""
    item = items[index]
    following = items[index + 1].start if index + 1 < len(items) else None
    near = partial(contexts.explosive_near, item.start, item.end, text)
    return umbrellas.stands_for_ordnance(item.start, item.end, following, text, near)


def _with_context(item: _Item, text: str) -> _Item:
    """Read calibre, "unexploded", and what the neighbourhood tells of a bare bomb or device."""
    if item.needs == "calibre" and (calibre := _calibre(item, text)):
        item = replace(item, kind=_kind_of_round(calibre, item.end, text))
    before = text[max(0, item.start - 64) : item.start]
    if m := _CALIBRE.search(before):
        start = item.start - (len(before) - m.start())
        item = replace(item, start=start, model=item.model or f"{m[1].replace(',', '.')} mm")
        before = before[: m.start()]
        if item.kind == "mine" and m[1] in _MORTARS:
            item = replace(item, kind="mortar")
    kind = contexts.kind(item.kind, item.block, item.start, item.end, text)
    item = replace(item, kind=kind)
    named = item.kind == "ied" and text[item.start : item.end].lower() not in ("bomb", "bombs")
    named = named or is_a(item.kind, "mine")  # A mine lies unexploded by its nature.
    if item.kind not in ("uxo", "axo", "component", "erw") and not named:
        dud = _dud(item, text)
        if dud or _UNEXPLODED.search(before) or _UNEXPLODED_GAP.search(before):
            return _unexploded(item, dud.end() if dud and "dud" in dud.group().lower() else 0)
    axes = contexts.axes(item.kind, dict(item.attributes), item.start, item.end, text)
    return replace(item, attributes=tuple(axes.items()))


def _dud(item: _Item, text: str) -> re.Match[str] | None:
    """ "Shells that failed to explode"; a planted bomb that did not go off is a bomb still."""
    return None if item.kind == "ied" else _DUDS.match(text[item.end : item.end + 36])


def _is_fed(item: _Item, text: str) -> bool:
    """Whether a bare "round" is one for a gun: by its calibre or by the guns beside it."""
    if item.needs != "calibre" or _calibre(item, text):
        return True
    counted = item.form == "plural" and _COUNTED.search(text[max(0, item.start - 40) : item.start])
    return bool(counted) and contexts.beside_guns(item.start, item.end, text)


def _calibre(item: _Item, text: str) -> str | None:
    """The bore in mm beside a word, in digits: "7.62 mm rounds", "rounds of 12.7 mm"."""
    m = _CALIBRE.search(text[max(0, item.start - 64) : item.start])
    m = m or _CALIBRE_AFTER.match(text[item.end : item.end + 40])
    return m[1].replace(",", ".") if m else None


def _kind_of_round(calibre: str, end: int, text: str) -> str:
    if "recoilless" in text[end : end + 40].lower():
        return "projectile"
    bore = float(calibre)
    return next((kind for limit, kind in _BORES if bore <= limit), "projectile")


def _in_article(items: list[_Item], text: str) -> list[_Item]:
    """Give a bare "device" or "bomb" the kind of the last one that the article named in full.

    After "an IED", "the device" is an IED; after "an aircraft bomb", "a similar bomb" is a bomb.
    """
    result: list[_Item] = []
    for item in items:
        told = next((i for i in reversed(result) if i.kind in _TELLING), None)
        near = told is not None and item.start - told.end <= _LOOK_BACK
        if told is not None and near and contexts.is_bare(item.block, text[item.start : item.end]):
            item = _like(item, told, text)
        item = _of_the_war(item, text)
        if item.block in ("ied", "projectile#bare") and _THE.search(
            text, max(0, item.start - 24), item.start
        ):
            item = _as_named(item, result, text)
        result.append(item)
    return result


def _of_the_war(item: _Item, text: str) -> _Item:
    """ "Seven World War II duds ... **five of the bombs**": dropped, in a text on the war."""
    if item.kind != "ied" or not contexts.is_bare(item.block, text[item.start : item.end]):
        return item
    before = text[max(0, item.start - _LOOK_BACK) : item.start]
    aerial = _WORLD_WAR.search(before) and contexts.may_be_aerial(item.start, item.end, text)
    return replace(item, kind="bomb") if aerial else item


def _as_named(item: _Item, earlier: list[_Item], text: str) -> _Item:
    """ "Four mortar bombs ... **the four bombs**": the last that was named with that noun."""
    noun = text[item.start : item.end].lower().rstrip("s")
    if " " in noun:
        return item
    named = next(
        (i for i in reversed(earlier) if text[i.start : i.end].lower().rstrip("s").endswith(noun)),
        None,
    )
    if named is None or item.start - named.end > _LOOK_BACK or named.kind == item.kind:
        return item
    return replace(item, kind=named.kind, of=named.of)


def _like(item: _Item, told: _Item, text: str) -> _Item:
    if item.kind == "ordnance" and told.kind == "ied":
        return replace(item, kind="ied")
    aerial = told.kind == "bomb" or told.of == "bomb"
    if item.kind == "ied" and aerial and contexts.may_be_aerial(item.start, item.end, text):
        item = replace(item, kind="bomb")
        return _unexploded(item, 0) if _dud(item, text) else item
    return item


def _unexploded(item: _Item, extra: int) -> _Item:
    of = None if item.kind in GENERIC else item.kind
    if item.kind == "ied" and item.block == "ied":
        of = "bomb"
    form = "plural" if extra else item.form
    return replace(item, kind="uxo", of=of, end=item.end + extra, form=form)
