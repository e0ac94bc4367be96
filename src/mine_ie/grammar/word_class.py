"""Classes of words by their form and the word before, for sentences that no tagger has read.

A tagger costs more than all rules together, and what the rules ask of it is little: is this word a
finite verb, a participle, a noun? Closed classes, the irregular verbs and endings answer most of
that; everything else is taken for a noun, as most words are.
"""

from __future__ import annotations

from functools import cache

import srsly

from mine_ie.lexicon import data_path

#: Universal part of speech by Penn Treebank tag, as far as the grammar reads it.
COARSE = {
    tag: pos
    for pos, tags in {
        "NOUN": "NN NNS",
        "PROPN": "NNP NNPS",
        "VERB": "VB VBD VBG VBN VBP VBZ",
        "AUX": "MD",
        "ADJ": "JJ JJR JJS AFX",
        "ADV": "RB RBR RBS",
        "ADP": "IN RP",
        "DET": "DT PDT",
        "PRON": "PRP PRP$ WP WP$ WDT EX",
        "SCONJ": "WRB",
        "NUM": "CD",
        "CCONJ": "CC",
        "PART": "TO POS",
        "INTJ": "UH",
        "SYM": "$ SYM",
        "SPACE": "_SP",
        "X": "FW LS XX ADD",
        "PUNCT": ". , : `` '' \"\" -LRB- -RRB- HYPH NFP",
    }.items()
    for tag in tags.split()
}
_BE = frozenset("was were been be being is are am get gets got gotten getting 's 're".split())
_HAVE = frozenset("have has had having 've".split())
_ADJECTIVES = ("ous", "ful", "ive", "able", "ible", "less", "ish", "ic", "ical", "ian", "ese", "al")
#: Nouns and adjectives that end like verb forms.
_NOT_PAST = frozenset(
    "bed red hundred shed seed need speed deed weed breed feed bleed indeed exceed proceed succeed "
    "seabed roadbed embed sled sacred naked wicked moped infrared biped".split()
)
#: Endings of nouns: "hogweed", "rapeseed".
_PLANTS = ("weed", "seed")
_NOT_ING = frozenset(
    "morning evening during building buildings thing things anything nothing something everything "
    "king wing ring spring string ceiling meeting wedding briefing shopping bring sling wing sting "
    "herring sibling ping being".split()
)


@cache
def _known() -> dict[str, str]:
    """Tag by lower-case word."""
    data = srsly.read_yaml(data_path("word_classes.yaml"))
    tags: dict[str, str] = {}
    for base, past, participle in data["irregular"]:
        tags.setdefault(base, "VB")
        tags[past] = "VBD"
        if participle != past:
            tags[participle] = "VBN"
    for group in (data["present"], data["closed"]):
        for tag, words in group.items():
            tags.update(dict.fromkeys(words, tag))
    return tags


def guess(word: str, before: str, second_before: str = "") -> str:
    """Return the likeliest Penn tag of ``word`` after the words before it (nearest first).

    >>> guess("killed", "mine"), guess("killed", "were"), guess("killed", "three", "the")
    ('VBD', 'VBN', 'VBN')
    >>> guess("propelled", "-", "rocket")
    'VBN'
    >>> guess("Herat", "in"), guess("surveyors", "two"), guess("planting", "while")
    ('NNP', 'NNS', 'VBG')
    """
    lower, before, second = word.lower(), before.lower(), second_before.lower()
    tag = _known().get(lower) or _by_ending(lower)
    if word[:1].isupper() and tag not in _known_closed() and before not in ("", ".", "\n"):
        return "NNP"
    if tag == "VBD":
        helped = before in _BE | _HAVE or (second in _BE | _HAVE and _known().get(before) == "RB")
        if helped or before in ("-", "of") or _describes(before):
            return "VBN"  # "rocket-propelled" and "tonnes of outdated ammunition" as well
    if tag in ("VB", "VBP", "VBZ") and _describes(before):
        return "NN"  # "a strike", "two hits"
    return tag


def _describes(before: str) -> bool:
    """Whether a noun phrase is open: a determiner, a number or an adjective stands before."""
    return before[:1].isdigit() or _known().get(before) in ("DT", "PRP$", "CD", "JJ")


@cache
def _known_closed() -> frozenset[str]:
    return frozenset(srsly.read_yaml(data_path("word_classes.yaml"))["closed"]) - {"JJ"}


def _by_ending(word: str) -> str:
    if not word[:1].isalpha():
        return "CD" if word[:1].isdigit() else ""
    if word.endswith("ed") and len(word) > 4 and word not in _NOT_PAST:
        return "NN" if word.endswith(_PLANTS) else "VBD"
    if word.endswith("ing") and len(word) > 5 and word not in _NOT_ING:
        return "VBG"
    if word.endswith("ly") and len(word) > 4:
        return "RB"
    if word.endswith(_ADJECTIVES):
        return "JJ"
    return "NNS" if word.endswith("s") and not word.endswith("ss") else "NN"
