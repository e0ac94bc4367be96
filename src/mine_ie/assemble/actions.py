"""What a sentence's items are and what was done with them, read in the light of its other words."""

from __future__ import annotations

import re
from dataclasses import replace

from mine_ie import layers
from mine_ie.assemble import wording
from mine_ie.assemble.context import Context
from mine_ie.assemble.realis import hurt_in_training, is_allusion, is_quoted
from mine_ie.assemble.sentence import Item, Sentence

#: So many items set off at once were destroyed by those who set them off.
_MANY_SET_OFF = 20
#: So many kg of shells as well.
_A_LOAD = 1_000
#: So many items that "lie" or "remain" are an estimate of contamination.
_MANY_LEFT = 50
#: So many kg as well.
_TONS_LEFT = 10_000
#: What may stand between a device and the verb of what it did.
_BESIDE_VERB = re.compile(r"\s(?:[^,;.]{1,40}\s)?")
#: Blocks of words that clubs, firms and ships are called by.
_NAME_LIKE = ("rocket", "projectile#bare", "projectile", "grenade", "missile", "torpedo")
#: "Thought to have been {dropped}", "that had been {laid}".
_HAVING_BEEN = re.compile(r"\b(?:to have been|(?:that|which) (?:was|were|had been))\s\Z", re.I)
#: Kinds that those who dig work with.
_BLASTING = ("explosive", "component")
_FINDS = ("found", "removed", "defused", "destroyed", "seized")
#: "Some 3 million mines **are planted** on its territory"; they "were planted" in the war.
_ARE = re.compile(r"\bare\s(?:still\s|now\s)?\Z", re.I)
_PLANTED = ("planted", "buried", "laid", "hidden", "emplaced")
_SCATTERED = ("scattered", "strewn", "littered", "sown", "spread")
#: Cues of devices that nobody set off: "a bomb destroyed", "500 shells fell".
_NO_VERB = ("destroy", "impact")
#: "The bomb was **towed** out to sea **and detonated**": disposed of.
_TAKEN_AWAY = re.compile(
    r"\b(?:towed|taken|moved|transported|carried|driven|transferred|brought|lifted|removed)\b"
    r"[^.;]{0,80}?\s(?:and|before being|where it was|where they were)\s(?:then\s|later\s|safely\s)?"
    r"(?:detonated|blown up|exploded|set off)\b",
    re.I,
)
#: "Leaving", right before what was left, or with an aside between.
_LEAVING = re.compile(
    r"\b(?:leaving|left behind)\s(?:behind\s)?(?:,?\s?according to [^.;]{3,40}\s)?"
    r"(?:[a-z]+\s){0,3}\Z",
    re.I,
)
#: "The mines which the militia **has** {sown}": whoever laid them is spoken of.
_LAID_BY = re.compile(r"\b(?:which|that)\s[^,;.]{3,40}\s(?:has|have|had)\s\Z", re.I)
_SET_OFF = ("detonat", "explod", "blew up", "blow", "blast")


def in_earnest(sentence: Sentence, around: Context) -> Sentence:
    """Return the sentence with its items as they are meant."""
    if not sentence.items or is_make_believe(sentence):
        return sentence
    meant = [_did_destroy(sentence, i) for i in sentence.items if _is_ordnance(sentence, i, around)]
    meant = [_found_at_last(sentence, i) for i in meant]
    sentence = replace(sentence, items=meant)
    sentence = replace(sentence, items=_controlled(sentence))
    return replace(sentence, items=_remaining(sentence))


def is_make_believe(sentence: Sentence) -> bool:
    """ "In the film a bomb goes off": a word of make-believe, and nobody counted as harmed."""
    if hurt_in_training(sentence):
        return False
    somebody = any(h.count and h.count.high != 0 for h in sentence.harmed)
    return (bool(sentence.family("UNREAL")) and not somebody) or sentence.says("fiction_here")


def _is_ordnance(sentence: Sentence, item: Item, around: Context) -> bool:
    """Whether the item is ordnance in earnest: no pit, no "bombs" of seed, none that is none."""
    noun = sentence.between(item.noun_at, item.end).lower()
    if around.mining and item.values.get("block") == "mine" and "land" not in noun:
        return False
    if item.kind == "rocket" and around.pyrotechnics:
        return False
    if around.mining and item.kind in _BLASTING and item.action == "laid":
        return False  # Those who dig set charges.
    if item.kind in ("projectile", "mortar") and sentence.says("pyrotechnics"):
        return False  # "Firework shells were loaded into mortars."
    if around.pyrotechnics and item.values.get("block") == "projectile#bare":
        return False  # "Six shells" of a caterer's fireworks.
    if _is_of_people(sentence, item):
        return False
    if around.other_shells and item.kind == "projectile":
        return False
    if is_name(sentence, item):
        return False
    if around.space and item.kind in ("rocket", "missile"):
        return False
    if wording.anywhere("not_live").search(sentence.between(item.start, item.end)):
        return False
    if is_quoted(sentence, item.noun_at, item.end):
        return False
    if item.implied and is_allusion(sentence, item.noun_at):
        return False
    if sentence.after(item.end, "not_the_blast"):
        return False  # "A bomb alert", "the bomb scare".
    if item.cue == "contain" and sentence.before(item.cue_at or 0, "lessons"):
        return False
    return not (sentence.before(item.start, "simile") or sentence.before(item.start, "likened"))


def _is_of_people(sentence: Sentence, item: Item) -> bool:
    """ "61 objects were evacuated": schools and shops, where nobody speaks of ordnance."""
    at = item.cue_at
    if at is None or item.values.get("block") != "ordnance#item":
        return False
    return sentence.from_(at).lower().startswith("evacuat") and not sentence.says("demining")


def is_name(sentence: Sentence, item: Item) -> bool:
    """ "The Rockets beat Dallas", "a Shell tanker": one word, with a capital after an article.

    A text that writes "an Improvised Explosive Device" has a capital on every such noun, and more
    than one word.
    """
    noun = sentence.between(item.noun_at, item.end)
    if not noun.istitle() or " " in noun or item.values.get("block") not in _NAME_LIKE:
        return False
    return sentence.before(item.noun_at, "article")


def _did_destroy(sentence: Sentence, item: Item) -> Item:
    """ "A landmine destroyed a police car": it was not destroyed, it went off."""
    at = item.cue_at
    if item.action != "destroyed" or at is None or at < item.end:
        return item
    verb = wording.anywhere("destroying").match(sentence.from_(at))
    if verb is None or sentence.before(at, "passive") or not did_it(sentence, item):
        return item
    found = any(item.end <= c.start_char < at for c in sentence.family("ACT"))
    end = at + verb.end()
    dated = any(0 <= d.start_char - end <= 1 for d in sentence.dates)  # "destroyed this year"
    acts = not found and not dated and sentence.after(end, "acts_on")
    return replace(item, action="detonated") if acts else item


def _found_at_last(sentence: Sentence, item: Item) -> Item:
    """ "Bombs believed to have been dropped in the war were found": found is what they were."""
    at = item.cue_at
    if item.action not in ("fired", "laid") or at is None or at < item.end:
        return item
    if not _HAVING_BEEN.search(sentence.up_to(at)):
        return item
    for cue in sentence.family("ACT"):
        action = layers.unpack(cue.kb_id_).get("action")
        if cue.start_char > at and action in _FINDS:
            values = {**item.values, "cue": f"{cue.id_}@{cue.start_char}"}
            return replace(item, action=action, values=values)
    return item


def did_it(sentence: Sentence, item: Item) -> bool:
    """Whether the item stands right before its verb, as a subject does."""
    at = item.cue_at
    return at is not None and _BESIDE_VERB.fullmatch(sentence.between(item.end, at)) is not None


def _controlled(sentence: Sentence) -> list[Item]:
    """Sappers who "detonated 214 shells" destroyed them; nobody was meant to be hurt."""
    set_off = [i for i in sentence.items if i.action == "detonated" and i.cue not in _NO_VERB]
    if sentence.somebody_harmed or not set_off:
        return sentence.items
    many = any(_is_much(i) for i in set_off)
    objects = list(set_off) if many else [i for i in set_off if _is_object(sentence, i)]
    objects = [i for i in objects if not sentence.before(i.cue_at or i.start, "he_trod")]
    counted = any(i.count is not None and (i.count.best or 0) > 1 for i in objects)
    if sentence.says("set_off_in_anger"):
        return sentence.items
    disposed = [i for i in set_off if i not in objects and _is_disposed_of(sentence, i)]
    objects += disposed
    taken = _TAKEN_AWAY.search(sentence.text) is not None and not sentence.says("attackers")
    if taken:
        objects = set_off
    sappers = (
        bool(disposed) or taken or sentence.says("sappers") or bool(sentence.family("STOCKPILE"))
    )
    theirs = counted and not sappers and sentence.says("attackers")
    if theirs or (not many and not sappers and not counted):
        return sentence.items
    return [replace(i, action="destroyed") if i in objects else i for i in sentence.items]


def _is_much(item: Item) -> bool:
    """So many, or tonnes of them, that nobody sets them off in anger."""
    many = item.count is not None and (item.count.best or 0) >= _MANY_SET_OFF
    shells = item.kind not in ("explosive", "ied")
    return many or (shells and float(item.values.get("mass_kg", 0)) >= _A_LOAD)


def _is_object(sentence: Sentence, item: Item) -> bool:
    """Whether the verb that set it off stands before it and has a subject that acts."""
    at = item.cue_at
    if at is None or at > item.start:
        return sentence.says("controlled")
    return sentence.between(at, item.start).lower().startswith(_SET_OFF)


def _is_disposed_of(sentence: Sentence, item: Item) -> bool:
    """ "The wartime duds were detonated": what lay there unexploded was set off to be rid of it."""
    at = item.cue_at
    dud = item.kind in ("uxo", "erw", "axo") or sentence.says("left_from_war")
    if not dud or at is None or at < item.end:
        return False
    return sentence.before(at, "was_set_off")


def _remaining(sentence: Sentence) -> list[Item]:
    """ "Some 40,000 mines lie in the soil": many items of which nothing else is done."""
    if sentence.harmed:
        return sentence.items
    lying = sentence.says("still_there") and not sentence.says("finding")
    return [
        replace(i, action="remaining")
        if (lying and i.action != "fired" and _is_left(sentence, i))
        or _lies_about(sentence, i)
        or _left_behind(sentence, i)
        or (i.cue == "contain" and _is_left(sentence, i) and sentence.family("CONTAMINATION"))
        else i
        for i in sentence.items
    ]


def _left_behind(sentence: Sentence, item: Item) -> bool:
    """ "Planes scattered cluster bombs, **leaving 20,000 unexploded bomblets**": they lie there."""
    return _is_left(sentence, item) and _LEAVING.search(sentence.up_to(item.start)) is not None


def _lies_about(sentence: Sentence, item: Item) -> bool:
    """ "Up to 300,000 mines are scattered in Syria": they lie there, whoever laid them."""
    at = item.cue_at
    if at is None or at < item.end or not _is_left(sentence, item):
        return False
    verb = sentence.from_(at).lower()
    planted = verb.startswith(_PLANTED) and _ARE.search(sentence.up_to(at)) is not None
    if not planted and not verb.startswith(_SCATTERED):
        return False
    return " by " not in sentence.from_(at, 60)


def _is_left(sentence: Sentence, item: Item) -> bool:
    if item.action not in (None, "laid", "found", "fired"):
        return False
    if item.action == "laid" and _LAID_BY.search(sentence.up_to(item.cue_at or item.start)):
        return False
    if item.count is None:
        return float(item.values.get("mass_kg", 0)) >= _TONS_LEFT
    return (item.count.low or item.count.best or item.count.high or 0) >= _MANY_LEFT
