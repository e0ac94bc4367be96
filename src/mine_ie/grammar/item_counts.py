"""How many, and how heavy: the number that governs an item of ordnance.

The walk goes left from the noun through its modifiers ("**two** 60 mm mortar duds"), over "of" only
where a measure or container stands before it ("**40 kg** of TNT", "**a box** of cartridges"), and,
where nothing is found, right for the forms of inventories ("PTM-3 **x 6**", "mines (**12**)").
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Span

from mine_ie import counts, layers, units
from mine_ie.counts import Bounds
from mine_ie.grammar import odd_counts, stated
from mine_ie.grammar.odd_counts import CONTAINERS, FILLS
from mine_ie.grammar.view import BE, CAUSES, CONJUNCTIONS, PREPOSITIONS, Number, View

_CLASSIFIERS = frozenset(
    "piece pieces item items unit units round rounds shot shots stick sticks block blocks type "
    "pair pairs "
    "types kind kinds sort sorts set sets total number quantity quantities amount amounts series "
    "examples example specimens rest bulk majority dozens hundreds thousands scores tens nos no "
    "pcs numbers ea".split()
)
#: Abbreviations whose dot ends no phrase: "7 nos. hand grenades".
_COUNTERS = frozenset("nos no pcs pc ea misc approx".split())
#: "A total of UXO" is not one.
_GATHERED = frozenset("total number range variety series quantity amount lot".split())
_PAIRS = {"twin": 2, "double": 2, "triple": 3}
_DEFINITE = frozenset("the this that these those its their his such".split())
#: "**The** four bombs" go back to four bombs; "their 12 mines" may be new.
_SPOKEN_OF = frozenset("the these those all both".split())
_OWNED = frozenset("its their his".split())
_TIMES = frozenset("year years month months week weeks day morning night evening".split())
_JOINERS = frozenset(["-", '"', "“", "”", "'", "‘", "’", "(", ")", "/", "*"])
_STOP = (PREPOSITIONS | {"after", "when", "while", "than", "not"}) - {"of", "with"}
_SKIPPED_NUMBERS = frozenset("CALIBRE MODEL ORDINAL OTHER DISTANCE DIMENSION YEAR".split())
#: Nouns that are not counted in the singular without a word for it ("the TNT", "ammunition").
_UNCOUNTED = frozenset(
    "ammunition ammo explosive dynamite tnt ordnance ordinance semtex rdx petn materiel nitrate "
    "powder gunpowder gelignite cord detcord cordtex anfo uxo erw axo material equipment c4 "
    "hexogen trotyl tatp wire cordex primacord gelatin gelatine pentolite fire saa hme "
    "propellant uxos bombing".split()
)
_MAX_GAP = 12
_OF = "of"
_IMPERIAL = frozenset("pound pounds lb lbs".split())
#: "TNT **material** weighing 90 kg".
_STUFF = frozenset("material materials substance substances powder explosives".split())
_AMOUNTS = frozenset("number numbers total quantity amount tally count".split())
#: Right before the figure that a total comes to, alone or after a verb that rises to it.
_COMES_TO = frozenset(
    "is was reached reaches reaching totals totalled totaled exceeds exceeded exceeding "
    "surpassed surpasses topped passed hit :".split()
)
_RISES = frozenset(
    "stands stood rose risen grew grown climbed increased amounted amounts put".split()
)
_ESTIMATES = frozenset(
    "put puts putting estimate estimates estimated estimating reckon reckons reckoned place places "
    "placed assess assesses assessed".split()
)
#: Tokens from a word for casualties to what caused them.
_CAUSED = 8
#: Tokens from the items to the figure.
_TOTAL_REACH = 28


@dataclass(frozen=True)
class Item:
    """Ordnance over tokens ``[start, end)`` with its count, weight and fate."""

    start: int
    end: int
    mention: Span
    count: Bounds | None = None
    mass_kg: float | None = None
    action: str | None = None
    cue: Span | None = None
    definite: bool = False
    part: bool = False
    planned: bool = False
    contents: bool = False
    #: Offset of the noun that a later, definite mention goes back to.
    ref: int | None = None
    #: Set where the parts that add up to this total stand in another sentence.
    total: bool = False

    #: The kind, where the sentence makes it another than the mention's.
    as_kind: str | None = None

    @property
    def kind(self) -> str:
        """The kind in the taxonomy."""
        return self.as_kind or self.mention.id_

    @property
    def form(self) -> str | None:
        """``singular``, ``plural`` or ``as-is``."""
        return layers.unpack(self.mention.kb_id_).get("form")


def measured(view: View, sentence: Span, mention: Span) -> Item:
    """Return the mention with the count or weight that the sentence gives it."""
    item = Item(mention.start, mention.end, mention)
    if (n := in_pairs(view, item)) is not None:
        return replace(item, start=item.start - 1, count=n)
    if item.form == "singular" and of_people(view, item):
        return item
    if (wearers := odd_counts.wearers(view, item.mention)) is not None:
        return replace(item, count=wearers.bounds)
    item = _leftward(view, sentence, item)
    if item.count is None and item.mass_kg is None:
        item = _rightward(view, sentence, item)
    if item.count is None and item.mass_kg is None:
        item = _stated(view, sentence, item)
    if item.count is None and item.mass_kg is None:
        item = _totalled(view, sentence, item)
    return item


def _stated(view: View, sentence: Span, item: Item) -> Item:
    """ "402 **were bomblets**", "**mines** destroyed: 1,163"."""
    if item.definite:
        return item
    if (n := stated.predicate(view, sentence, item.start)) is not None:
        return replace(item, start=n.start, count=n.bounds)
    if (n := stated.behind_verb(view, sentence, item.end)) is not None:
        return replace(item, count=n.bounds)
    if (n := stated.ends_line(view, sentence, (item.start, item.end))) is not None:
        return replace(item, end=n.end, count=n.bounds)
    if (n := stated.behind_sign(view, sentence, (item.start, item.end))) is not None:
        if n.label == "COUNT":
            return replace(item, count=n.bounds)
        if item.kind in ("explosive", "ordnance", "ammunition"):
            return replace(item, mass_kg=_kilograms(n.value))
    return item


def of_people(view: View, item: Item) -> bool:
    """ "26 **landmine** and ERW casualties": the figure is of those who fell victim to them."""
    j = item.mention.end
    while j < len(view.lower) and (view.lower[j] in CAUSES or j in view.ordnance):
        j += 1
    cue = view.cues.get(j)
    return (
        cue is not None
        and cue.label_ == "HARM"
        and cue.start == j
        and layers.unpack(cue.kb_id_).get("role") == "count"
    )


def is_counted_noun(view: View, item: Item) -> bool:
    """Whether a bare singular of it is one thing ("Landmine kills boy"), not a substance."""
    fields = layers.unpack(item.mention.kb_id_)
    last = view.lower[item.mention.end - 1]
    return (
        item.form == "singular"
        and last not in _UNCOUNTED
        and ("each" in fields or "implied" not in fields)
    )


def _leftward(view: View, sentence: Span, item: Item) -> Item:
    contained = False
    mention = item.mention
    for j in range(mention.start - 1, max(sentence.start, mention.start - _MAX_GAP) - 1, -1):
        word = view.lower[j]
        n = view.numbers.get(j)
        if n is not None and n.label == "COUNT" and (kg := _of_weight(view, n)) is not None:
            return replace(item, start=n.start, mass_kg=kg)
        if n is not None and n.label == "COUNT" and odd_counts.of_kinds(view, n, mention.start):
            continue
        if n is not None and n.label in ("COUNT", "MASS"):
            return _numbered(view, sentence, item, n, contained)
        if n is not None and (times := odd_counts.pieces(view, n)) is not None:
            return replace(item, start=n.start, count=times)
        if n is not None and n.label == "DISTANCE" and view.lower[n.end] == _OF:
            return replace(item, start=n.start)  # "900 metres of fuse"
        if n is not None:
            if n.label not in _SKIPPED_NUMBERS:
                return item
            continue
        if j in view.ordnance:
            return item
        if word in _TIMES:
            return item
        if (
            word in odd_counts.POSSESSIVE
            and (n := odd_counts.of_owned(view, sentence, j)) is not None
        ):
            return replace(item, start=n.start, count=n.bounds)
        if word == "such" and j - 1 in view.numbers:
            continue
        if word in _DEFINITE and view.tag(j) != "IN":
            if (n := odd_counts.of_these(view, j)) is not None:
                return replace(item, start=n.start, count=n.bounds)
            return replace(item, start=j, definite=word not in _OWNED)
        if word in FILLS:
            if not _measures(view, j):
                return item
            continue
        if word in CONTAINERS and view.lower[j + 1] in FILLS:
            contained = True
            continue
        if _closes(view, j):
            return item
    return item


def in_pairs(view: View, item: Item) -> Bounds | None:
    """ "The **twin** suicide attack", "a **double** bombing"."""
    word = view.lower[item.mention.start - 1] if item.mention.start else ""
    n = _PAIRS.get(word)
    return counts.exactly(n) if n is not None else None


def _of_weight(view: View, n: Number) -> float | None:
    """ "Five (5) **kilos** of": a figure whose unit stands behind the figure said again."""
    if n.end + 3 >= len(view.doc) or view.lower[n.end] != "(" or view.lower[n.end + 2] != ")":
        return None
    if view.doc[n.end + 3].text == "T":
        return None  # "3,000 (3000) T-56 rounds": a model.
    unit = units.by_surface().get(view.lower[n.end + 3])
    if unit is None or unit.dimension != "mass" or n.bounds.best is None:
        return None
    return round(float(n.bounds.best * unit.factor), 3)


def _measures(view: View, of: int) -> bool:
    """Whether the word before this "of" says how much: "two boxes of", "a number of"."""
    k = of - 1
    while k > 0 and view.lower[k] in (
        "full", "filled", "loaded", "packed", "stuffed", "up", ")", ".", "worth",
    ):  # fmt: skip
        k -= 1
    if k < 0:
        return False
    n = view.numbers.get(k)
    return view.lower[k] in _CLASSIFIERS | CONTAINERS or n is not None


def _closes(view: View, j: int) -> bool:
    """Whether token ``j`` ends the noun phrase to its right."""
    word, token = view.lower[j], view.doc[j]
    if word in _CLASSIFIERS or word in ("made", "filled", "full", "x", "×"):
        return False
    if word == "." and view.lower[j - 1] in _COUNTERS and j - 2 in view.numbers:
        return False
    if word in CONJUNCTIONS or word in _STOP or word in BE:
        return True
    if token.is_punct and word not in _JOINERS:
        return True
    verb = view.is_verb(j) and view.tag(j) not in ("VBN", "VBG", "JJ")
    if verb and not token.text[:1].isupper() and not _describes(view, j):
        return True
    if view.tag(j) == "VBG" and j - 1 not in view.numbers:
        return True  # "Nine engineering mines" goes on.
    plural = view.tag(j) == "NNS" and not word.endswith(("us", "ss", "is", "arms"))
    if plural and word not in CONTAINERS and j not in view.ordnance:
        return True  # "3,860 villages need UXO clearance": the number is of villages.
    cue = view.cues.get(j)
    if cue is None or cue.label_ not in ("ACT", "BLAST", "HARM"):
        return False
    number = view.numbers.get(j - 1)
    described = view.lower[j - 1] in _DEFINITE | {"a", "an"} or number is not None
    return not (described and view.tag(j) in ("VBN", "JJ", "VBD"))


def _describes(view: View, j: int) -> bool:
    """ "14 fully **assembled** penetrators": a participle between the figure and its noun."""
    before = view.lower[j - 1]
    counted = j - 1 in view.numbers or (before.endswith("ly") and j - 2 in view.numbers)
    return view.tag(j) == "VBD" and j not in view.cues and counted


def _numbered(view: View, sentence: Span, item: Item, n: Number, contained: bool) -> Item:
    if n.label == "MASS":
        return _weighed(view, sentence, item, n)
    held = item.kind == "ammunition" and view.lower[item.mention.end - 1] in CONTAINERS
    if held or (contained and item.kind != "component"):
        return replace(item, start=n.start)
    between = view.lower[n.end : item.mention.start]
    if contained and any(
        w in ("feet", "metres", "meters", "yards", "metre", "meter") for w in between
    ):
        return replace(item, start=n.start)
    gathered = n.rule == "article" and any(w in _GATHERED for w in between[:2])
    one = view.lower[n.start] == "one"  # "One landmines" of a list that is put together
    if n.rule == "article" and ((item.form == "plural" and not one) or contained or gathered):
        return replace(item, start=n.start)
    n = odd_counts.of_several(view, n) or odd_counts.before_a_model(view, n)
    if (whole := odd_counts.in_containers(view, sentence, item.mention, n)) is not None:
        return replace(item, start=whole[0], count=whole[1])
    told = n.start > sentence.start and view.lower[n.start - 1] in _SPOKEN_OF
    return replace(item, start=n.start, count=n.bounds, definite=told)


def _weighed(view: View, sentence: Span, item: Item, n: Number) -> Item:
    """A weight is the item's where "of" ties it; "a 250-kg bomb" weighs what it likes."""
    between = view.lower[n.end : item.mention.start]
    thing = "-" in view.doc[n.start : n.end].text and item.form == "singular"
    if _OF not in between and (item.kind != "explosive" or thing):
        for k in range(n.start - 1, max(sentence.start, n.start - 4) - 1, -1):
            other = view.numbers.get(k)
            if other is not None and other.label == "COUNT":
                return replace(item, start=other.start, count=other.bounds)
            if view.lower[k] in _DEFINITE:
                return replace(item, start=k, definite=view.lower[k] not in _OWNED)
        return item
    other = view.numbers.get(n.start - 2) if n.start - 2 >= sentence.start else None
    if other is not None and other.label == "MASS" and not _IMPERIAL.isdisjoint(_words(view, n)):
        n = other  # "200 kilograms (442 pounds) of"
    start = other.start if other is not None and other.label == "MASS" else n.start
    # "66 pounds (30 kg) of": the metric figure is the one that coders type.
    return replace(item, start=start, mass_kg=_kilograms(n.value))


def _words(view: View, n: Number) -> list[str]:
    return view.lower[n.start : n.end]


def _kilograms(value: str) -> float | None:
    fields = layers.unpack(value)
    return round(float(fields["kg"]), 3) if "kg" in fields else None


def _rightward(view: View, sentence: Span, item: Item) -> Item:
    """Inventories put the figure behind: "PTM-3 x 6", "mines (12)", "shells, three of them"."""
    k = _past_weight(view, sentence, item.end)
    if k + 2 < sentence.end and view.lower[k] in _STUFF and view.lower[k + 1] == "weighing":
        k += 1
    if k + 1 >= sentence.end or item.definite:
        return item
    n = view.numbers.get(k + 1)
    if n is None or n.start != k + 1:
        return item
    after = view.lower[n.end] if n.end < sentence.end else "."
    sign = view.lower[k]
    listed = sign in ("x", "×", "(", ":", "=", "-", "–", "—")
    closed = after in (
        ";", ",", ".", ")", "and", "\n", "units", "pieces", "pcs", "pcs.", "items", "nos",
        "no", "ea", "rounds", "sticks",
    )  # fmt: skip
    if n.label == "COUNT" and n.rule != "article" and not (sign == "(" and _of_harm(view, item)):
        of_them = sign == "," and view.lower[n.end : n.end + 2] == ["of", "them"]
        closed = closed or n.end in view.cues or n.end in view.ordnance
        if (listed and (closed or view.doc[n.end].is_space)) or of_them:
            return replace(item, end=n.end, count=n.bounds)
    weighed = sign in ("weighing", "totalling", "(", ":", "–", "-")
    if n.label == "MASS" and weighed and item.kind in ("explosive", "ordnance", "ammunition"):
        return replace(item, end=n.end, mass_kg=_kilograms(n.value))
    return item


def _of_harm(view: View, item: Item) -> bool:
    """ "Most **casualties** were caused by mines **(3,789)**": so many people."""
    before = (view.cues.get(k) for k in range(max(item.start - _CAUSED, 0), item.start))
    return any(
        cue is not None
        and cue.label_ == "HARM"
        and layers.unpack(cue.kb_id_).get("role") == "count"
        for cue in before
    )


def _totalled(view: View, sentence: Span, item: Item) -> Item:
    """ "The **number** of mines removed since 2018 **stands at 405,818**"."""
    lead = view.lower[max(sentence.start, item.mention.start - 5) : item.mention.start]
    if not any(a in _AMOUNTS and b == _OF for a, b in pairwise(lead)):
        return item
    if (n := _put_at(view, sentence, item.mention.start - len(lead))) is not None:
        return replace(item, count=n.bounds, definite=False)
    for j in range(item.end, min(item.end + _TOTAL_REACH, sentence.end - 1)):
        if j in view.ordnance or view.lower[j] == ";":
            return item
        n = view.numbers.get(j + 1)  # "at about 10 million" is all of it a figure
        if n is None or n.start not in (j, j + 1) or n.label != "COUNT" or n.rule == "article":
            continue
        if _is_of_another(view, n):
            return item  # "The number of explosives came to 5,726 mines and shells".
        rises = _RISES & set(view.lower[max(item.end, j - 2) : j])
        if view.lower[j] in _COMES_TO or rises or _is_estimated(view, sentence, item, j):
            return replace(item, count=n.bounds, definite=False)
    return item


def _is_estimated(view: View, sentence: Span, item: Item, j: int) -> bool:
    """ "Experts **put** the number of mines left in the Tibesti **at** 18,000"."""
    before = range(sentence.start, item.mention.start)
    return view.lower[j] == "at" and any(view.lower[k] in _ESTIMATES for k in before)


def _put_at(view: View, sentence: Span, start: int) -> Number | None:
    """ "Puts **at seven million** the number of mines": the figure before the words for it."""
    for k in range(start + 1, max(sentence.start, start - 3), -1):
        n = view.numbers.get(k)
        if n is not None and n.label == "COUNT" and n.rule != "article":
            return n if n.start and view.lower[n.start - 1] == "at" else None
    return None


def _is_of_another(view: View, n: Number) -> bool:
    return any(k in view.ordnance for k in range(n.end, min(n.end + 3, len(view.lower))))


def _past_weight(view: View, sentence: Span, k: int) -> int:
    """Step over the weight of each: "tiffin bombs, **3 kg each** – 2 nos", "mines (5 kg) x 3"."""
    n = view.numbers.get(k + 1) if k + 1 < sentence.end else None
    if n is None or n.label != "MASS" or view.lower[k] not in (",", "("):
        return k
    j = n.end
    while j < sentence.end and view.lower[j] in ("each", "apiece", ")"):
        j += 1
    return j if j > n.end else k


def zero(item: Item) -> bool:
    """Whether the text says that there was none."""
    return item.count == counts.ZERO


def best(item: Item) -> int:
    """The count taken as a plain number, 0 where there is none."""
    return item.count.best or 0 if item.count is not None else 0
