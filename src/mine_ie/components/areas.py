"""The spaCy component that writes the layer ``areas``: land in square metres, and what was done."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from mine_ie import layers, lexicon

NAME = "mine_ie_areas"
#: Figures of the nearest-cue fallback, in characters: another area, or a clause, in between.
_OTHER_AREA = 80
_CLAUSE = 30
_FAR = 250
_MERE_NOUN = 40
#: The block of land that is still dangerous, and the forms of its nouns.
_LEFT, _NOUNS = "contaminated", ("singular", "plural")
_MAX_CLIMB = 12
#: What land is dangerous no more after.
_DONE = ("cleared", "released", "reduced", "cancelled")
_WHAT_LAND = re.compile(r"\s?of\s(?:[\w-]+\s)?", re.I)
#: Ordnance lifted or destroyed, "from an area of".
_FROM = re.compile(
    r"\b(?:mines?|landmines?|ordnance|UXO|munitions?|explosives?|items|devices|bomblets|"
    r"submunitions|remnants)\b[^.;]{0,90}?\sfrom\s(?:within\s)?"
    r"(?:an?\s(?:total\s)?area\sof\s|a\stotal\sof\s|some\s|about\s|over\s|more\sthan\s)?\Z",
    re.I,
)
_LIFTED = 160
_SENTENCE_END = re.compile(r"(?<!sq)(?<!\bkm)[.!?](?=\s+[^\W\da-z])|\n\s*\n")
#: From such a word to the land under its head.
_HEADS = re.compile(r"[^.;:\n]{0,80}:\s(?:[^.;:\n]{0,50}\s(?:and|,)\s)?\W{0,3}")
#: From land to what was done with it.
_WAS_DONE = re.compile(
    r"[^.;:,\n]{0,110}\s(?:was|were|has been|have been|had been)\s"
    r"(?:also\s|fully\s|since\s|[a-z]+ly\s)?"
)
_CLAUSE_MARK = re.compile(r"[,;:()–—]| and | while | but | which ")


@Language.factory(NAME, default_config={"lexicon": "areas", "user_lexicons": []})
def create_areas(nlp: Language, name: str, lexicon: str, user_lexicons: list[str]) -> Areas:
    """Make the component; ``user_lexicons`` are files merged over the shipped ``areas.yaml``."""
    return Areas(lexicon, tuple(user_lexicons))


class Areas:
    """Reads the AREA spans of the layer ``numbers`` and the verb or noun that governs each.

    ``label_`` is the action (``cleared``, ``reduced``, ``cancelled``, ``released``, ``surveyed``,
    ``contaminated``, or ``""`` when the text does not say), ``id_`` the unit, ``kb_id_`` the count
    of square metres in the string form of :class:`mine_ie.counts.Bounds`. Uses the dependency
    parse where the ``Doc`` has one, else the nearest cue of the sentence.

    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> _ = nlp.add_pipe("mine_ie_numbers"); _ = nlp.add_pipe("mine_ie_areas")
    >>> doc = nlp("Sappers cleared 12 ha and surveyed 30 ha.")
    >>> [(s.text, s.label_, s.kb_id_) for s in doc.spans["areas"]]
    [('12 ha', 'cleared', '120000'), ('30 ha', 'surveyed', '300000')]
    """

    def __init__(self, name: str = "areas", user_lexicons: tuple[str, ...] = ()) -> None:
        self.lexicon = lexicon.load(name, user_lexicons)

    def __call__(self, doc: Doc) -> Doc:
        """Write the layer and return ``doc``."""
        numbers = layers.read(doc, layers.NUMBERS, needed_by=NAME)
        areas = [span for span in numbers if span.label_ == "AREA"]
        if not areas:
            return layers.write(doc, layers.AREAS, [])
        found = self.lexicon.find(layers.text(doc))
        cues = [(m.start, m.end, m.block.id) for m in found]
        minefields = frozenset(m.start for m in found if m.block.id == _LEFT and m.form in _NOUNS)
        by_token = _by_token(doc, cues)
        parsed = doc.has_annotation("DEP")
        mentions = []
        for span in areas:
            action = _governing(span, areas, by_token) if parsed else ""
            if not action:
                action = _nearest(span, areas, cues, minefields)
            if action in ("", _LEFT) and _is_lifted_from(span):
                action = "cleared"
            mentions.append(
                layers.Mention(span.start_char, span.end_char, action, span.id_, span.kb_id_)
            )
        return layers.write(doc, layers.AREAS, mentions)


def _is_lifted_from(span: Span) -> bool:
    """ "Took out 77 mines **from 42,000 square metres**": land that was cleared of them."""
    before = layers.text(span.doc)[max(0, span.start_char - _LIFTED) : span.start_char]
    return _FROM.search(before) is not None


def _by_token(doc: Doc, cues: Iterable[tuple[int, int, str]]) -> dict[int, str]:
    """The action of every token that a cue covers."""
    actions: dict[int, str] = {}
    for start, end, action in cues:
        span = doc.char_span(start, end, alignment_mode="expand")
        for token in span or ():
            actions[token.i] = action
    return actions


def _governing(span: Span, areas: Sequence[Span], cues: dict[int, str]) -> str:
    """The action of the nearest cue above the area in the parse, or right below it."""
    inside = {t.i for area in areas for t in area}
    token = span.root
    seen = 0
    below = False
    while seen < _MAX_CLIMB:
        if token.i in cues and token.i not in inside:
            return cues[token.i]
        if token.lower_ == "of" and token.head.pos_ in ("VERB", "AUX") and not below:
            # "Of the 500 ha suspected, 320 were released": the verb governs the other figure.
            below = True
            action = _beneath(span, cues, inside)
            if action:
                return action
        if token.pos_ in ("VERB", "AUX") or token.dep_ == "ROOT":
            if not below:
                below = True
                action = _beneath(span, cues, inside)
                if action:
                    return action
            action = _subject_or_complement(token, span, cues, inside)
            if action:
                return action
        if token.head.i == token.i:
            break
        token = token.head
        seen += 1
    return "" if below else _beneath(span, cues, inside)


def _beneath(span: Span, cues: dict[int, str], inside: set[int]) -> str:
    """A cue that modifies the area: "12 ha of contaminated land", "hectares demined"."""
    root = span.root
    # "a 400-square-metre minefield": the area itself modifies the noun above it.
    tops = [root]
    while (
        tops[-1].dep_ in ("nummod", "compound", "nmod", "amod", "quantmod", "npadvmod")
        and tops[-1].head.pos_ in ("NOUN", "PROPN", "ADJ")
        and len(tops) < 4
    ):
        tops.append(tops[-1].head)
    for child in _modifiers(tops[-1], span):
        # A comma before the area parts it from what the parser hung on it by mistake.
        parted = any(t.text == "," for t in span.doc[child.i : span.start])
        if child.i in cues and child.i not in inside and not parted:
            return cues[child.i]
    return ""


def _modifiers(top: Token, span: Span) -> Iterator[Token]:
    """Descendants of ``top`` up to three levels deep, conjuncts left out."""
    level = [top]
    for _ in range(4):
        below: list[Token] = []
        for token in level:
            if token.i not in range(span.start, span.end) and token is not top:
                yield token
            below.extend(
                c
                for c in token.children
                if c.dep_ not in ("conj", "relcl", "appos")
                # "Of the 500 ha suspected, 320 ha": what a fronted "of" holds is the whole's.
                and not (c.dep_ == "prep" and c.i < span.start)
            )
        level = below
    for token in top.children:
        if token.dep_ in ("relcl", "appos"):
            yield token


def _subject_or_complement(verb: Token, span: Span, cues: dict[int, str], inside: set[int]) -> str:
    """A cue in the verb's other arguments: "Clearance totalled 12 ha", "are off-limits"."""
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass", "acomp", "attr", "oprd", "xcomp", "prt"):
            for token in (child, *child.children):
                if token.i in cues and token.i not in inside and not _holds(token, span):
                    return cues[token.i]
    return ""


def _holds(token: Token, span: Span) -> bool:
    return span.start <= token.i < span.end


def _is_done_with(span: Span, cues: Iterable[tuple[int, int, str]]) -> bool:
    """Whether a word before the area, in its sentence, says that land is dangerous no more."""
    text = layers.text(span.doc)
    return any(
        label in _DONE
        and span.start_char - _FAR // 2 < b <= span.start_char
        and not _SENTENCE_END.search(text[b : span.start_char])
        for _, b, label in cues
    )


def _is_headed(span: Span, cues: Iterable[tuple[int, int, str]]) -> bool:
    """Whether words of land dealt with head the line or clause: "Cleared in May: 12 ha of ..."."""
    text = layers.text(span.doc)
    return any(
        label in _DONE
        and 0 <= span.start_char - b <= _FAR // 2
        and _HEADS.fullmatch(text, b, span.start_char) is not None
        for _, b, label in cues
    )


def _is_passive(span: Span, cues: Iterable[tuple[int, int, str]]) -> bool:
    """ "33 sq km of mined areas and 70 sq km of battle areas **were cleared**"."""
    text = layers.text(span.doc)
    return any(
        label != _LEFT
        and 0 <= a - span.end_char <= _FAR // 2
        and _WAS_DONE.fullmatch(text, span.end_char, a) is not None
        for a, _, label in cues
    )


def _nearest(
    span: Span,
    areas: Sequence[Span],
    cues: Iterable[tuple[int, int, str]],
    minefields: frozenset[int] = frozenset(),
) -> str:
    """The cue of the same sentence with the least in between.

    A noun at one of ``minefields`` only names the land that another word may deal with.
    """
    text = layers.text(span.doc)
    start, end = span.start_char, span.end_char
    best, action = _FAR, ""
    for a, b, label in cues:
        if b <= start:
            low, high, cost = b, start, 0
        elif a >= end:
            # A cue behind the area is a passive or a participle: of the same clause.
            low, high, cost = end, a, 5
        else:
            continue
        if high - low >= best:
            continue
        between = text[low:high]
        if _SENTENCE_END.search(text, low, high + 1):  # A cue may be the first word of the next.
            continue
        cost += len(between)
        described = label == _LEFT and low == end and _WHAT_LAND.fullmatch(between)
        if (a in minefields or described) and (_is_headed(span, cues) or _is_passive(span, cues)):
            cost += _FAR  # "Cleared to date: 146 sq km of mined land"
        elif (a in minefields or described) and _is_done_with(span, cues):
            cost += _MERE_NOUN  # "Released 93 km2 of suspected contaminated land"
        cost += _OTHER_AREA * sum(low <= other.start_char < high for other in areas)
        weight = _CLAUSE if a >= end else _CLAUSE // 3
        cost += weight * len(_CLAUSE_MARK.findall(between))
        if cost < best:
            best, action = cost, label
    return action
