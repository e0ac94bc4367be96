"""What the rest of the article tells a sentence: what it is about, and where ordnance is named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mine_ie import counts
from mine_ie.assemble.realis import hurt_in_training
from mine_ie.assemble.sentence import Item, Sentence, Words
from mine_ie.assemble.tense import tells
from mine_ie.assemble.timing import event_dates, is_day

#: Kinds that lie about a country; bombs, grenades and shells in the plural are one attack.
LYING = ("mine", "uxo", "erw", "submunition", "ordnance", "booby_trap", "ied")
#: Sentences of the lead, which say what an article is about.
_LEAD = 3
#: Sentences within which ordnance is named near.
_NEAR = 2
#: Sentences after a find within which what was found is disposed of.
_AFTER_FIND = 5
_FOUND = ("found", "removed", "defused", "seized", "destroyed")
#: So many words and sentences of drills or fiction make the article one of them.
_AGAIN = 3
#: Different words of peace that make explosives a manner of speaking.
_SOME, _MUCH = 2, 3
#: What stands right before a word in quotes, or before its adjective.
_OPENS_QUOTE = re.compile(r"(?<!\w)['\"\u2018\u201c](?:\w+\s)?\Z")
#: Sentences of a note that need not say again what it is about.
_BRIEF = 2


@dataclass(frozen=True)
class Context:
    """What one look over the whole article shows."""

    #: Sentences that name ordnance in earnest, by index.
    explosive: frozenset[int]
    #: Those of them that name a device, or ordnance that something is done with.
    devices: frozenset[int]
    #: An old bomb was set off by those who dispose of such, and nobody came to harm.
    disposal: bool
    #: Sentences in which ordnance is found or dealt with, by index.
    finds: frozenset[int]
    #: Sentences that speak of stocks, by index.
    stocks: frozenset[int]
    #: Something blew up without ordnance: gas, a boiler.
    other_cause: bool
    #: The lead tells of what lies about a country: mines, duds.
    about_mines: bool
    #: The lead speaks of stocks, and the text of a treaty on them.
    treaty_stocks: bool
    #: Sentences that name ordnance or those who clear it, by index.
    demining: frozenset[int]
    #: Land is spoken of that is cleared of something else: bush, floods, a disease.
    other_land: bool
    #: Rockets are spoken of that carry loads to space.
    space: bool
    #: Somebody attacked somebody: an unexplained explosion is theirs.
    attack: bool
    #: A drill, a film, a game.
    unreal: bool
    #: Mines that are dug.
    mining: bool
    sport: bool
    #: Fireworks, of which rockets are a kind.
    pyrotechnics: bool
    #: Shells are of the police, of guns, of the sea or on paper, and no artillery is named.
    other_shells: bool
    #: Politics, trade or fashion, and no word of war: explosives are a manner of speaking.
    figurative: bool
    #: One or two sentences, which may leave unsaid what land was cleared of.
    brief: bool
    #: Sentences that tell of people harmed and of nothing else, by index.
    only_harm: frozenset[int]
    #: A weapon was tested or shown.
    weapon_test: bool
    #: Sentences that say that what was found was harmless, by index.
    harmless: frozenset[int]

    def near(self, sentence: Sentence) -> bool:
        """Whether ordnance is named within two sentences."""
        return any(abs(k - sentence.index) <= _NEAR for k in self.explosive)

    def armed(self, sentence: Sentence) -> bool:
        """As :meth:`near`, of devices: chemicals that blow up by themselves are none."""
        return any(abs(k - sentence.index) <= _NEAR for k in self.devices)

    def after_find(self, sentence: Sentence) -> bool:
        """Whether ordnance was found or dealt with there or shortly before."""
        return any(0 <= sentence.index - k <= _AFTER_FIND for k in self.finds)

    def clears_land(self, sentence: Sentence) -> bool:
        """Whether land is cleared of ordnance there, not of bush or of a disease."""
        if self.other_land or self.mining:
            return any(abs(k - sentence.index) <= 1 for k in self.demining)
        return self.brief or bool(self.demining or self.explosive)

    def was_harmless(self, sentence: Sentence) -> bool:
        """Whether it, or one of the next two, says that what was found was none in earnest."""
        return any(0 <= k - sentence.index <= _NEAR for k in self.harmless)

    def of_stocks(self, sentence: Sentence) -> bool:
        """Whether the sentence, or one right beside it, speaks of stocks."""
        return any(abs(k - sentence.index) <= 1 for k in self.stocks)


def context(article: Sequence[Sentence]) -> Context:
    """Look over the whole article once."""
    return Context(
        explosive=frozenset(s.index for s in article if s.items),
        devices=frozenset(s.index for s in article if any(map(_is_device, s.items))),
        disposal=_is_of_disposal(article),
        finds=frozenset(s.index for s in article if any(i.action in _FOUND for i in s.items)),
        stocks=frozenset(s.index for s in article if s.family("STOCKPILE")),
        other_cause=any(s.says("other_cause") for s in article),
        about_mines=_is_about_mines(article),
        treaty_stocks=_is_of_treaty_stocks(article),
        demining=frozenset(s.index for s in article if _names_demining(s)),
        space=_kinds_of(article, "space") > 1,
        other_land=any(s.says("other_land") for s in article),
        attack=any(s.says("attackers") for s in article),
        unreal=_is_unreal(article),
        mining=len(_all(article, "mining")) > 1,
        sport=_is_sport(article),
        pyrotechnics=any(s.says("pyrotechnics") for s in article),
        other_shells=_are_other_shells(article),
        figurative=_is_figurative(article),
        brief=sum(bool(s.text.strip()) for s in article) <= _BRIEF,
        only_harm=frozenset(s.index for s in article if s.somebody_harmed and _only_harm(s)),
        weapon_test=any(s.says("weapon_test") for s in article),
        harmless=frozenset(s.index for s in article if s.says("proved_harmless")),
    )


def _is_device(item: Item) -> bool:
    return item.action is not None or item.kind not in ("explosive", "component")


def _is_sport(article: Sequence[Sentence]) -> bool:
    """Words of sport; two are not enough where people died."""
    kinds = _kinds_of(article, "sport")
    return kinds > _SOME or (kinds == _SOME and not any(map(_tells_of_dead, article)))


def _tells_of_dead(sentence: Sentence) -> bool:
    """ "Four fans were killed": no match that is spoken of as a battle."""
    dead = [h.count for h in sentence.harmed if h.outcome == "killed" and h.count is not None]
    return any((count.best or 0) > 0 for count in dead)


def _names_demining(sentence: Sentence) -> bool:
    """Whether those who clear ordnance are spoken of: no "green landmine" in quotes."""
    return any(
        _OPENS_QUOTE.search(sentence.text[: m.start()]) is None
        for m in sentence.matches("demining")
    )


def _only_harm(sentence: Sentence) -> bool:
    """ "Five dead, 12 hurt.": no device, no blast and no other way to die."""
    return not (sentence.items or sentence.family("BLAST") or sentence.says("harm_otherwise"))


def _all(article: Sequence[Sentence], name: str) -> list[str]:
    """Every phrase of the block that stands in the article."""
    return [m[0] for s in article for m in s.matches(name)]


def _kinds_of(article: Sequence[Sentence], name: str) -> int:
    """How many different phrases of the block the article holds."""
    return len({phrase.lower() for phrase in _all(article, name)})


def reread(around: Context, article: Sequence[Sentence]) -> Context:
    """The same, once the items that are none in earnest are out of the sentences."""
    return replace(
        around,
        disposal=_is_of_disposal(article),
        explosive=frozenset(s.index for s in article if s.items),
        devices=frozenset(s.index for s in article if any(map(_is_device, s.items))),
        finds=frozenset(s.index for s in article if any(i.action in _FOUND for i in s.items)),
    )


def _is_about_mines(article: Sequence[Sentence]) -> bool:
    lead = [s for s in article if s.text.strip()][: _LEAD + 2]
    return any(i.kind.startswith(LYING[:4]) for s in lead for i in s.items)


def _is_of_treaty_stocks(article: Sequence[Sentence]) -> bool:
    lead = [s for s in article if s.text.strip()][: 2 * _LEAD]
    stocks = any(s.family("STOCKPILE") for s in lead)
    return stocks and any(s.says("treaty") for s in article)


def _is_unreal(article: Sequence[Sentence]) -> bool:
    """ "Firefighters took part in a drill": the lead says so, and nobody came to harm beside that.

    People harmed on a day or at a place of their own, outside the sentences that speak of it, show
    that an exercise, or a day at the theatre, ended in earnest; unless word after word goes on
    about it.
    """
    if any(map(hurt_in_training, article)):
        return False
    lead = Words(" ".join([s.text for s in article if s.text.strip()][:_LEAD]), 0)
    at_once = len({m[0].lower() for m in lead.matches("unreal_lead")})
    goes_on = sum(bool(s.family("UNREAL")) for s in article) + _kinds_of(article, "unreal_words")
    if at_once + goes_on >= _AGAIN:
        return True
    return at_once > 0 and not any(_harmed_in_earnest(s) for s in article)


def _harmed_in_earnest(sentence: Sentence) -> bool:
    """Whether people are counted as harmed somewhere, in no sentence of a drill or a film."""
    if not any(h.count not in (None, counts.ZERO) for h in sentence.harmed):
        return False
    if not (sentence.places or event_dates(sentence)):
        return False
    if sentence.says("attackers") and any(map(is_day, event_dates(sentence))):
        return True
    made_up = sentence.family("UNREAL") or any(map(sentence.says, ("unreal_lead", "fiction_here")))
    return not made_up and tells(sentence, brief=False)


def _are_other_shells(article: Sequence[Sentence]) -> bool:
    """ "Police found 40 shells" after a shooting: cartridge cases."""
    other = any(s.says("gunfight") or s.says("other_shells") for s in article)
    return other and not any(s.says("artillery") for s in article)


def _is_figurative(article: Sequence[Sentence]) -> bool:
    """ "He lobbed a grenade into the debate": words of public life or leisure and none of war.

    Who dresses a whole article up in war kills, wounds and blasts; but sends for no police.
    """
    peace = _kinds_of(article, "in_public_life") + _kinds_of(article, "in_leisure")
    if peace < _SOME or (peace <= _MUCH and any(map(_tells_of_dead, article))):
        return False
    return not any(s.says("of_force" if peace >= _MUCH else "of_war") for s in article)


def _is_of_disposal(article: Sequence[Sentence]) -> bool:
    """ "The wartime bomb went in a controlled explosion. The blast was heard for miles."."""
    controlled = any(s.says("controlled") for s in article)
    if not controlled or any(s.somebody_harmed for s in article):
        return False
    old = any(s.says("left_from_war") for s in article)
    blown = any(i.action == "detonated" and i.count for s in article for i in s.items)
    return old or (not blown and any(s.says("suspicious") for s in article))
