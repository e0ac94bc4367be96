"""What the neighbourhood tells of ordnance: ambiguous words, bare bombs, trigger and delivery.

"Device", "fuse" and "shell" count only near words of war or explosions; "mine" not in an article on
mining; a "bomb" dropped by aircraft is a ``bomb``, one left by the road an ``ied``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Protocol

_EXPLOSIVE = re.compile(
    r"explo|detonat|\bbombs?\b|bombing|landmine|\bmines?\b|\bordnance|defus|demin|sapper|"
    r"deactivat|disarm|"
    r"booby|munition|\bIEDs?\b|\bUXO|\bEOD\b|\bblast|went off|go off|goes off|neutrali[sz]|grenade|"
    r"warhead|anti-?tank|minefield|dynamite|\bTNT\b|stepped on|(?:killed|injured|wounded|"
    r"maimed) by|planted|booby",
    re.I,
)
_WAR = re.compile(
    _EXPLOSIVE.pattern
    + r"|artiller|\bfired\b|shelling|shelled|\bhit\b|landed|struck|\btroops|\barmy\b|soldier|rebel|"
    r"militant|militar|weapon|rocket|missile|mortar|\bwar\b|fell on|killed|wounded|insurgent|"
    r"\bpolice|\bfound\b|unearthed|seized|destroy|checkpoint|\btoll\b",
    re.I,
)
_BLAST = re.compile(
    r"explo[ds]|detonat|\bblast|blew up|blown up|blow up|went off|go off|caught fire|\bfire\b|"
    r"ignit",
    re.I,
)
_MINING = re.compile(
    r"\b(?:miners?|mining|ore|coal|copper|lithium|cobalt|diamonds?|colliery|pit|shaft|gallery|"
    r"bullion|quarry|mineral|nickel|bauxite|uranium|iron ore|gold|methane|firedamp|coltan|jade|"
    r"tailings|smelter|diggers?|panners?|minesweeper'?s? (?:world|record|game)|expert board)\b",
    re.I,
)
_MINE_WAR = re.compile(
    r"landmine|land mine|anti-?(?:personnel|tank|vehicle)|de-?min|sapper|minefield|\bUXO|\bIEDs?\b|"
    r"ordnance|mine action|explosive device|stepped on|drove over|insurgent|militant|\bsoldiers?\b|"
    r"\btroops\b|\bPMN|\bTM-|rebels?|mine clearance|laid mines|laid by|\barmy\b|separatist|"
    r"\bnavy\b",
    re.I,
)
_GAME = re.compile(r"\bminesweeper\b", re.I)
_OTHER_BOMBS = re.compile(
    r"\b(?:weather|seed|lava|volcanic|bath|calorie)[- ]bombs?\b|bombogenesis|\bvolcan", re.I
)
_SHIPS = re.compile(r"\b(?:navy|naval|ships?|vessels?|frigate|strait|sea|port)\b", re.I)
_SPACE = re.compile(
    r"\b(?:NASA|orbit(?:al)?|satellites?|spacecraft|SpaceX|astronauts?|cosmonauts?|lift-?off|"
    r"payload|"
    r"launch ?pad|space agency|space station|cosmodrome)\b",
    re.I,
)
_AERIAL = re.compile(
    r"world war|\bWW(?:II|2|I)\b|war-?time|air force|war-?planes?|fighter jets?|aircraft|bombers\b|"
    r"drones? (?:dropp|had dropp)|dropp?(?:ed|ing|s)\b|US-made|American-made|surplus|aerial|"
    r"Luftwaffe|"
    r"\bRAF\b|Royal Air Force|excavat|construction site|building site|dredg|\b19[1-4]\d\b|"
    r"(?<![\d,.])(?:[1-9]\d{2}|1[,. ]?\d00)[\s-]?(?:kg|kilos?|kilogram\w*|pounds?|lbs?)\b|"
    r"air ?raid|"
    r"air-launched|second world|first world|warhead|fallen from (?:a|the) plane|\bjets?\b|"
    r"\bMiGs?\b|\bSu-\d\d|Antonov|helicopters?\b|sorties|\bbombs? (?:fell|rained|landed)\b|"
    r"bombies|bomblets|\bUXO|left over from|left (?:behind )?(?:by|from) the|war remnants",
    re.I,
)
_PLANTED = re.compile(
    r"\bplanted|suicide|terroris|militants?\b|insurgent|motor(?:cycle|bike)|\bmosque|home-?made|"
    r"timer|"
    r"remote|roadside|\bparcel|detonat(?:ed|ing) (?:himself|herself|themselves)|\bvest\b|"
    r"checkpoint",
    re.I,
)
_FIRES = re.compile(r"\b(?:fir(?:ed|ing|es?)|shot|shoot\w*)\b", re.I)
_TALKS = re.compile(r"\s+of\s+(?!ammo|ammunition|live|small|rifle|pistol|machine|\d|\.)", re.I)
_GUNS = re.compile(
    r"rifles?\b|pistols?\b|\bguns?\b|\bSMGs?\b|\bAK|carbine|magazine|ammunition|cartridge|"
    r"grenades?\b|\bM16|\bM4\b|launcher|weapons?\b|\bRPG",
    re.I,
)
_SET_UP = re.compile(
    r"\bplanted|suicide|terroris|militants?\b|insurgent|home-?made|timer|remote|\bparcel|\bvest\b",
    re.I,
)
_ATTACK = re.compile(
    r"\bplanted|attached|concealed|strapped|fixed to|stuck to|hidden (?:in|under|inside|among)|"
    r"placed (?:in|under|near|on|by|at)|remote|militants?\b|insurgent|terroris|gunmen|convoy|"
    r"patrol|"
    r"police (?:vehicle|van|car|station|pickup)|checkpoint|checkpost|suicide|\bDaesh|\bISIS\b|"
    r"Islamic State|Taliban|"
    r"\bPKK|\bYPG|Boko Haram|Shabaa?b|\battack|target(?:ed|ing)|motor(?:cycle|bike)|\bparcel|"
    r"mosque|"
    r"market|\bbus\b|hotel|cafe|church|bazaar|guerrilla|Maoist|Naxal|\bELN\b|\bFARC\b|"
    r"rebels? (?:had )?(?:planted|laid)|residence|bag\b|lorry|dissident",
    re.I,
)
_REMNANT = re.compile(
    r"remnants?|left ?over|war-?era|war-?time|\bUXO|unexploded|demin|mine action|mine clearance|"
    r"scrap metal|clearance|metres cleared|square met",
    re.I,
)
_AXES: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "trigger": (
        ("command", re.compile(
            r"remote[ -]?control|remotely|by (?:remote|radio|phone|cell ?phone|mobile)|"
            r"radio-?controlled|"
            r"command[ -]wire|detonated from a distance|by wire|with a mobile phone", re.I)),
        ("time", re.compile(r"\btimer|time-?delay|timing device|\btimed\b|clockwork|alarm clock|"
        r"delayed", re.I)),
        ("victim", re.compile(
            r"pressure[ -]?plate|trip-?wire|victim-?operated|stepp(?:ed|ing) on|trod(?:den)? on|"
            r"drove over|ran over|when (?:he|she|they|it) (?:opened|picked|lifted|moved)", re.I)),
    ),
    "delivery": (
        ("vehicle", re.compile(
            r"(?:in|inside|under|attached to|fixed to|strapped to|on|aboard|packed into|"
            r"rigged to) (?:a|an|the|his|her|its) "
            r"(?:\w+[ -]){0,2}(?:car|truck|lorry|van|motor(?:cycle|bike)|vehicle|bicycle|"
            r"rickshaw|scooter|"
            r"pickup|minibus|tractor|tanker|taxi|cart|sedan|boat)\b", re.I)),
        ("person", re.compile(r"strapped to (?:his|her|their|the) (?:body|bodies|waist|chest)|"
        r"suicide|blew (?:him|her|them)sel", re.I)),
        ("drone", re.compile(r"\bdrones?\b|quadcopter|unmanned aerial", re.I)),
        ("post", re.compile(r"\b(?:parcel|envelope|letter|package|post(?:ed)?|mailed)\b", re.I)),
        ("roadside", re.compile(
            r"road-?side|(?:by|beside|along|alongside|at) the (?:side of the )?(?:road|highway|"
            r"verge)|"
            r"side of (?:a|the) road|roads?ide|culvert|under a bridge", re.I)),
    ),
}  # fmt: skip


#: A device by name, which says more than "blew himself up" does.
_DEVICE = re.compile(
    r"grenade|\bbombs?\b|explosives?\b|\bvests?\b|\bbelts?\b|\bmines?\b|\bdevices?\b|"
    r"\bIEDs?\b|dynamite|\bshells?\b|\bsuicide\b",
    re.I,
)
#: Whom such a man goes for, or who he is.
_SUICIDE = re.compile(
    _ATTACK.pattern
    + r"|\bpolice|\bsoldiers?|\btroops|security (?:forces|guards)|embassy|consulate|"
    r"\bbombers?\b|\bclaimed\b|worshipp?ers|ministry",
    re.I,
)
#: What aircraft do that is told of as an attack, right after their name.
_STRUCK = re.compile(
    r"\s(?:(?:has|have|had|also|again|then|later|reportedly|repeatedly)\s){0,2}(?:struck|strikes?|"
    r"hits?|attack(?:ed|s)?|target(?:ed|s)?|bomb(?:ed|s)?|pound(?:ed|s)?|killed|kills?|injured|"
    r"wound(?:ed|s)?|slammed into|exploded|detonated|rammed|"
    r"fired (?:a|two|three|four|several|missiles?|rockets?))\b"
)
_BY = re.compile(r"\b(?:with|by|using)\s(?:\w+\s){0,3}\Z", re.I)
_STRIKING = re.compile(
    r"\b(?:attack(?:ed|ing)|struck|striking|hit|hitting|target(?:ed|ing)|killed|wounded|injured|"
    r"destroyed|damaged|bombed)\b",
    re.I,
)


class Named(Protocol):
    """What :func:`fits` reads of an item."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
    @property
    def block(self) -> str: ...  # noqa: D102
    @property
    def needs(self) -> str | None: ...  # noqa: D102


def fits(item: Named, text: str) -> bool:
    """Whether an ambiguous word stands among words that make it ordnance."""
    if item.block in ("mine", "mine.improvised") and _bare_mine(text[item.start : item.end]):
        return not _is_mining(text)
    if item.block == "ied" and text[item.start : item.end].lower() in ("bomb", "bombs"):
        return not _is_of_other_bombs(text)
    if item.block == "rocket" and _is_space(text):
        return False
    if item.needs == "explosive":
        return _near(_EXPLOSIVE, text, item.start, item.end, 220)
    if item.needs == "war":
        return _near(_WAR, text, item.start, item.end, 220)
    if item.needs == "alone":
        told = _DEVICE.search(sentence_around(text, item.start, item.end))
        return told is None and _near(_SUICIDE, text, item.start, item.end, 220)
    if item.needs == "strike":
        return _strikes(item, text)
    if item.needs == "event":
        return bool(
            re.match(r"\s+(?:explosions?|blasts?|detonations?)\b", text[item.end : item.end + 14])
        )
    if item.needs == "blast":
        return bool(_BLAST.search(sentence_around(text, item.start, item.end)))
    return True


def _strikes(item: Named, text: str) -> bool:
    """ "Drones **struck** a car", "**attacked** it **with** a drone": aircraft that did harm."""
    if _STRUCK.match(text[item.end : item.end + 32]):
        return True
    lead = text[max(0, item.start - 160) : item.start].rpartition(". ")[2]
    return _BY.search(lead) is not None and _STRIKING.search(lead) is not None


def _bare_mine(surface: str) -> bool:
    return surface.lower() in ("mine", "mines", "artisanal mine", "artisanal mines")


@lru_cache(maxsize=8)
def _is_mining(text: str) -> bool:
    """Whether the article's mines are dug for ore, or squares of a game."""
    if _GAME.search(text) and not _SHIPS.search(text):
        return True
    return bool(_MINING.search(text)) and not _MINE_WAR.search(text)


@lru_cache(maxsize=8)
def _is_of_other_bombs(text: str) -> bool:
    return _OTHER_BOMBS.search(text) is not None


@lru_cache(maxsize=8)
def _is_space(text: str) -> bool:
    return len({m.group().lower() for m in _SPACE.finditer(text)}) >= 2


def _near(words: re.Pattern[str], text: str, start: int, end: int, reach: int) -> bool:
    return bool(
        words.search(text, max(0, start - reach), start) or words.search(text, end, end + reach)
    )


#: Characters that a sentence goes on for, at most; a list without a full stop has no end.
_LONGEST = 1000


def sentence_around(text: str, start: int, end: int) -> str:
    """Return the sentence, by its punctuation alone, that holds ``[start, end)``."""
    first, last = max(0, start - _LONGEST), min(len(text), end + _LONGEST)
    left = max(text.rfind(mark, first, start) for mark in (". ", "\n", "! ", "? "))
    rights = [k for mark in (". ", "\n", "! ", "? ") if (k := text.find(mark, end, last)) >= 0]
    return text[max(first, left + 1) : min(rights, default=last)]


def kind(kind: str, block: str, start: int, end: int, text: str) -> str:
    """Return the kind that the sentence gives to a bare "bomb" or "explosive device"."""
    if block == "ied" and text[start:end].lower().split()[-1] in ("bomb", "bombs", "'bombs"):
        if end - start > 6 and not text[start:end].lower().endswith((" bomb", " bombs")):
            return kind
        if text[start:end].lower() not in ("bomb", "bombs"):
            return kind
        around = sentence_around(text, start, end)
        if _AERIAL.search(around) and not _PLANTED.search(around):
            return "bomb"
    if block in ("ordnance", "ordnance#device") and re.search(r"device", text[start:end], re.I):
        for near in (sentence_around(text, start, end), text[max(0, start - 160) : end + 160]):
            if _REMNANT.search(near):
                return kind
            if _ATTACK.search(near):
                return "ied"
    return kind


def explosive_near(start: int, end: int, text: str, reach: int) -> bool:
    """Whether words of explosives stand within ``reach`` characters of a word."""
    return _near(_EXPLOSIVE, text, start, end, reach)


def beside_guns(start: int, end: int, text: str) -> bool:
    """ "Two rifles and 40 rounds"; not rounds that were fired, nor rounds of talks."""
    fired = _FIRES.search(text, max(0, start - 30), start)
    return not fired and not _TALKS.match(text, end) and _near(_GUNS, text, start, end, 120)


def is_bare(block: str, surface: str) -> bool:
    """Whether the word is a mere "device" or "bomb", which may be any sort of it.

    >>> is_bare("ordnance#device", "devices"), is_bare("ied", "car bomb")
    (True, False)
    """
    last = surface.lower().split()[-1]
    if block in ("ordnance", "ordnance#device"):
        return last in ("device", "devices")
    return block == "ied" and surface.lower() in ("bomb", "bombs")


def may_be_aerial(start: int, end: int, text: str) -> bool:
    """Whether nothing in the sentence of a bare bomb says that somebody planted it."""
    return not _SET_UP.search(sentence_around(text, start, end))


def axes(kind: str, known: dict[str, str], start: int, end: int, text: str) -> dict[str, str]:
    """Add the trigger and the delivery that the sentence states of a device."""
    if kind not in ("ied", "mine.improvised", "booby_trap") or "implied" in known:
        return known
    after = text[start : min(len(text), end + 110)].partition(". ")[0]
    before = text[max(0, start - 50) : start].rpartition(". ")[2]
    found = dict(known)
    for axis, patterns in _AXES.items():
        for value, pattern in patterns:
            if axis not in found and pattern.search(before + after):
                found[axis] = value
    return found
