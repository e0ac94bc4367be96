"""Whether the words tell of something done: not what may happen, is planned, feared or general."""

from __future__ import annotations

import re

from spacy.tokens import Span

from mine_ie import counts, layers
from mine_ie.assemble import wording
from mine_ie.assemble.sentence import AreaFact, Item, Sentence, harm_at
from mine_ie.assemble.tense import is_general
from mine_ie.assemble.timing import event_dates
from mine_ie.assemble.totals import Harmed

#: The shape of a general present or a bare verb: "finds", "detect".
_GENERAL_VERB = re.compile(r"(?:[^s]s|find|detect|clear|remove)\Z")
_PAST_VERB = re.compile(r"(?:(?:was|were|been|being)\s|\w+(?:ed|nd|id|ook|ew)\b)")
#: "Led to **the discovery of**": what was done, as a noun.
#: "Unloaded ammunition **for** destruction of old stocks".
_FOR = re.compile(r"\bfor\s(?:the\s)?(?:safe\s|controlled\s|planned\s)?\Z", re.I)
_NOUN_OF_DOING = re.compile(r"(?:the\s)?\w+(?:ery|al|ion|ure|age|ies|res|ing)\sof\b")
_GENERAL_BLAST = re.compile(r"explodes?\Z|detonates?\Z|goes off|go off|blows? up", re.I)
#: "Will locate, remove and {destroy}": the verb of a plan stands before the first of several.
_COORDINATED = re.compile(
    r"\b(?:will|would|shall|is to|are to)\s(?:\w+,\s){1,3}(?:and|or)\s\Z", re.I
)
#: "A ship is to strike a mine and {sink}", "it may tip over and {explode}".
_AFTER_INFINITIVE = re.compile(
    r"\b(?:to|will|would|shall|should|may|might|can|could|must)\s(?:[\w-]+\s){1,6}(?:and|or)\s"
    r"(?:then\s)?\Z",
    re.I,
)
_PAST_BLAST = re.compile(r"exploded|detonated|went off|blew up", re.I)
#: What makes a participle of it, or a condition.
_OF_A_VERB = re.compile(
    r"\b(?:be|been|being|have|has|had|having|if|unless|whether|may|might|could|would|can|will|should|"
    r"must|get|got|without|against)\s(?:[\w'’-]+\s){0,2}\Z|\bto\s(?:[a-z]+ly\s)?\Z",
    re.I,
)
_BASE = re.compile(r"(?:explode|detonate|blow up|go off|sink|land|fall \w+|hit|strike)", re.I)
#: "To detect, mark and {neutralise}".
_LISTED_PURPOSE = re.compile(r"\bto\s(?:[\w-]+,?\s){1,4}(?:and|or)\s\Z", re.I)
_PRESENT_HARM = re.compile(r"(?:kill|injure|wound|hurt|maim)s\b", re.I)
#: "When a mine {is found}", "in case a bomb is {found}": whenever it may be.
_WHENEVER_DONE = re.compile(
    r"\b(?:if|when|whenever|once|until|unless|in case|as soon as|every time|wherever)\s"
    r"(?:[\w'’-]+\s){0,6}(?:is|are|gets?)\s(?:[\w-]+\s)?\Z",
    re.I,
)
#: "When a resident {finds} a shell"; the verb itself shows the present.
_WHENEVER_DOING = re.compile(
    r"\b(?:if|when|whenever|once|unless|in case|as soon as|every time|wherever)\s"
    r"(?:[\w'’-]+\s){1,5}\Z",
    re.I,
)
#: "They learned how to find, identify and {render safe} roadside bombs".
_HOW_TO = re.compile(r"\b(?:how|what|when|where)\sto\b[^.;:]{0,60}\Z", re.I)
#: "Clears 2,000 square metres {per hour}": a pace, and no land.
_PACE = re.compile(
    r"\s?(?:/\s?|(?:a|an|per|each|every)\s)(?:working\s)?(?:day|hour|minute|shift|week)\b"
    r"|\s(?:daily|hourly)\b",
    re.I,
)
#: "Before it {exploded}", "prior to {going off}": it did, unless that was forestalled.
_THEN = re.compile(r"\b(?:before|prior to)\s(?:(?:it|they|he|she|the\s\w+)\s)?\Z", re.I)
_GONE_OFF = re.compile(r"(?:\w+(?:ed|ing)|went|blew)\b", re.I)
_FORESTALLING = ("found", "seized", "removed", "defused", "destroyed")
#: "Has set a target of clearing mines and UXO on an area of {10,000 ha}".
_PLANS = re.compile(
    r"\b(?:(?:aim|plan|intend|hope|expect|pledge|vow|want|propose)(?:s|ed|d)?\sto|"
    r"(?:target|goal|objective|aim|plan|task)s?\s(?:of|to|is|was)\b|will|set\sto|"
    r"tasked\swith|(?:is|are)\s(?:planned|scheduled|expected|due)\sto)\b"
    r"[^.;]*\Z",
    re.I,
)
_PLAN_REACH = 120
_DESCRIBED = re.compile(
    r"\b(?:for|of|the|an?|any|with|from|other|some|more|partially|partly|half)[\s-]\Z", re.I
)
#: "Even if there was to be a bomb {detonation}": in a clause of its own, no "asked if".
_SUPPOSED = re.compile(
    r"(?:\A|[,;:\u2013\u2014]\s|\b(?:and|but|that|or)\s)(?:even\s|what\s)?"
    r"(?:if|suppose|imagine|were\sthere|had\sthere)\b(?:,\s[^,.;:]{3,30},)?[^,.;:]{0,90}\Z",
    re.I,
)
#: "It is always {buried} around page 40".
_HABIT = re.compile(
    r"\b(?:is|are|['\u2019](?:s|re)|gets?)\s(?:always|usually|often|normally|typically|generally|"
    r"sometimes|commonly|mostly|rarely)\s(?:\w+ly\s)?\Z",
    re.I,
)
#: "The course included detecting and {neutralising} devices": what was taught.
_TAUGHT = re.compile(
    r"\b(?:courses?|training|modules?|curriculum|syllabus|lessons?|exam|workshop)\b[^.;]{0,60}\b"
    r"(?:includ(?:e|es|ed|ing)|cover(?:s|ed|ing)?|compris(?:e|es|ed|ing)|consist(?:s|ed)|taught|"
    r"focus(?:es|ed|ing)?)\b[^.;]*\Z",
    re.I,
)
_TAUGHT_REACH = 220
#: "A fire {destroyed} the rockets": nobody who clears.
_BY_ITSELF = re.compile(
    r"\b(?:fires?|blazes?|flames|inferno|storms?|floods?|earthquake|lightning|accident|heat)\s"
    r"(?:that\s|which\s|also\s|has\s|had\s)?\Z",
    re.I,
)
#: "Too much explosive had been used, the court {found}."
_VERDICT = re.compile(
    r",\s(?!(?:was|were|been|also|then|later|wh\w+|that|as|and|but)\b)(?:[\w'’-]+\s){1,4}\Z"
)
_ENDS = re.compile(r"found(?:\s?[.,;\"\u201d]|\s(?:on|yesterday|today|last|this|in\sits)\b)")
_PASSIVE = re.compile(r"\b(?:was|were|been|be|being|and|later|also)\s\Z")
#: "{Cleared} to hold 40 tonnes": allowed.
_PERMITTED = re.compile(
    r"cleared\s(?:to\s(?:hold|fly|land|take|return|work|play|use|operate|sail|enter|travel|stand|"
    r"begin|resume|sell|export|join|store|carry|race|compete|proceed)|of\s(?:all\s)?(?:charges|"
    r"wrongdoing|blame|murder|any)|by\s(?:customs|doctors))\b",
    re.I,
)
#: "The nitrate used in the Oklahoma City {bombing}": another, which is told of elsewhere.
_ALLUDED = re.compile(
    r"\b(?:(?:used|seen)\sin|(?:similar|compared|comparable|akin)\s(?:to|with)|reminiscent\sof|"
    r"as\sin|since|unlike)\sthe\s(?:\d{4}\s)?(?:[A-Z][\w-]+\s){1,4}\Z"
)
_QUOTES = frozenset("'\"\u2018\u2019\u201c\u201d")
_WORD = re.compile(r"\w+")


def happened(sentence: Sentence, cue: Span) -> bool:
    """Whether a word of a blast tells of one that took place.

    "A shell exploded" does; "the shell may explode", "a controlled explosion", "anyone who
    attacks", "the bomb threat", "it sounded like an explosion" do not.
    """
    at, end = cue.start_char, cue.end_char
    if is_quoted(sentence, at, end) or _is_general_blast(sentence, cue):
        return False
    if _SUPPOSED.search(sentence.up_to(at)):
        return False
    if _is_not_yet(sentence, cue):
        return False
    if sentence.before(at, "may") and not _is_finite_past(sentence, cue):
        # "Due to an explosion", "reported to have exploded" did happen.
        return sentence.before(at, "led_to")
    if _BASE.fullmatch(cue.text) and _AFTER_INFINITIVE.search(sentence.up_to(at)):
        return False
    if sentence.before(at, "intended") and not sentence.somebody_harmed:
        return False
    unreal_before = ("not_so", "someone", "simile", "likened", "sounded_like", "on_purpose")
    unreal_after = ("may_after", "not_the_blast", "foiled")
    return not (
        any(sentence.before(at, name) for name in unreal_before)
        or any(sentence.after(end, name) for name in unreal_after)
    )


def _is_finite_past(sentence: Sentence, cue: Span) -> bool:
    """ "A bomb addressed **to** a lawyer {exploded}": no "to have exploded"."""
    if _PAST_BLAST.fullmatch(cue.text) is None:
        return False
    return _OF_A_VERB.search(sentence.up_to(cue.start_char, 30)) is None


def is_allusion(sentence: Sentence, at: int) -> bool:
    """ "Nitrate as used in the Oklahoma City {bombing}": only named for comparison."""
    return _ALLUDED.search(sentence.up_to(at)) is not None


def _is_not_yet(sentence: Sentence, cue: Span) -> bool:
    """ "Did not explode", "found before it exploded"; what was "driven in before exploding" did."""
    at = cue.start_char
    prevented = any(p.start_char <= at < p.end_char for p in sentence.family("PREVENTED"))
    if not prevented and not sentence.before(at, "not_yet"):
        return False
    if _THEN.search(sentence.up_to(at)) is None or _GONE_OFF.match(sentence.from_(at)) is None:
        return True
    acts = (layers.unpack(c.kb_id_) for c in sentence.family("ACT") if c.start_char < at)
    return any(a["action"] in _FORESTALLING and "contents" not in a for a in acts)


#: "The 'green {landmine}'": hogweed.
_AS_IF = re.compile(
    r"['\"\u2018\u201c](?:green|living|walking|human|political|economic|ecological|legal|social|"
    r"ticking|demographic)\s\Z",
    re.I,
)


def is_quoted(sentence: Sentence, at: int, end: int) -> bool:
    """ "The men had been "bombing" it": a word in quotes of its own is a manner of speaking."""
    opened = sentence.between(at - 1, at) in _QUOTES or _AS_IF.search(sentence.up_to(at, 20))
    return bool(opened) and sentence.from_(end, 2).lstrip("!?.,")[:1] in _QUOTES


def _is_general_blast(sentence: Sentence, cue: Span) -> bool:
    """ "It runs at the enemy and explodes": in the present, with neither a date nor a figure.

    Headlines and lists of incidents are in the present too, and have either.
    """
    if sentence.in_title or _GENERAL_BLAST.match(cue.text) is None:
        return False
    told = any(h.count is not None and not _is_present(sentence, h) for h in sentence.harmed)
    counted = any(i.count or "mass_kg" in i.values for i in sentence.items)
    return not (told or counted or event_dates(sentence))


def _is_present(sentence: Sentence, harmed: Harmed) -> bool:
    return _PRESENT_HARM.match(sentence.from_(harm_at(harmed), 12)) is not None


def hurt_in_training(sentence: Sentence) -> bool:
    """ "A mine went off during an exercise, killing two conscripts": nobody played the dead."""
    if not any(h.count not in (None, counts.ZERO) for h in sentence.harmed):
        return False
    blown = bool(sentence.items or sentence.family("BLAST"))
    told = sentence.says("in_training") and sentence.says("trainees")
    if not (blown and told) or sentence.says("played_out"):
        return False
    return sentence.in_title or not is_general(sentence.text)


def attack_happened(sentence: Sentence, at: int) -> bool:
    """Whether the verb of attack at ``at`` is no plan, no general truth, no simile."""
    return not any(sentence.before(at, name) for name in ("may_attack", "someone", "simile"))


def harm_happened(sentence: Sentence, harmed: Harmed) -> bool:
    """Whether the word of harm is no "may kill" or "could injure"."""
    at = harm_at(harmed)
    return not (sentence.before(at, "may_harm") or sentence.says("so_often"))


def act_happened(sentence: Sentence, item: Item) -> bool:
    """Whether what was done with the item was done.

    Not "whoever finds a shell", "the robot removes mines", "dogs that detect explosives",
    "trained to defuse mines".
    """
    at = item.cue_at
    if at is None:
        return True
    if sentence.before(at, "someone"):
        return False
    if item.action == "remaining":
        return True  # "Are thought to remain", "may still be in the ground": an estimate.
    if item.action == "laid" and _describes(sentence, item, at):
        return False
    if item.action == "laid" and sentence.before(at, "threatened_by_call"):
        return False
    if item.action == "destroyed" and _BY_ITSELF.search(sentence.up_to(at)):
        return False
    if _ing(sentence, at) and _TAUGHT.search(sentence.up_to(at, _TAUGHT_REACH)):
        return False
    if _is_verdict(sentence, item, at):
        return False
    if _FOR.search(sentence.up_to(at)) and _NOUN_OF_DOING.match(sentence.from_(at)):
        return False
    if _HABIT.search(sentence.up_to(at)) or _PERMITTED.match(sentence.from_(at)):
        return False
    if is_whenever(sentence, at) or _HOW_TO.search(sentence.up_to(at)):
        return False
    if _is_general(sentence, item, at):
        return sentence.before(at, "have_or_were")
    if _is_purpose(sentence, at) or _is_coordinated_purpose(sentence, at):
        return False
    return not sentence.before(at, "may_do") or sentence.before(at, "was_able_to")


def _is_verdict(sentence: Sentence, item: Item, at: int) -> bool:
    """ "Too much explosive had been used, the court found": what somebody found to be so."""
    if at < item.end or _ENDS.match(sentence.from_(at)) is None:
        return False
    before = sentence.up_to(at)
    return _VERDICT.search(before) is not None and _PASSIVE.search(before) is None


def _ing(sentence: Sentence, at: int) -> bool:
    verb = _WORD.match(sentence.from_(at))
    return verb is not None and verb[0].endswith("ing")


def _describes(sentence: Sentence, item: Item, at: int) -> bool:
    """ "The partially-buried device", "to check for buried bombs": how they lie, not who did it."""
    if item.start <= at < item.noun_at:
        return True
    beside = at < item.noun_at and " " not in sentence.between(at, item.noun_at).strip()
    return beside and _DESCRIBED.search(sentence.up_to(at)) is not None


def is_whenever(sentence: Sentence, at: int) -> bool:
    """ "When a mine is found, it is destroyed": any time, in the present; headlines tell of one."""
    if sentence.in_title or event_dates(sentence):
        return False
    before = sentence.up_to(at)
    if _WHENEVER_DONE.search(before):
        return True
    verb = _WORD.match(sentence.from_(at))
    return (
        verb is not None
        and _GENERAL_VERB.search(verb[0]) is not None
        and _WHENEVER_DOING.search(before) is not None
    )


def is_pace(sentence: Sentence, area: AreaFact) -> bool:
    """ "It clears up to 2,000 square metres per hour": what it can do, not land that it cleared."""
    return _PACE.match(sentence.from_(area.end)) is not None


def _is_general(sentence: Sentence, item: Item, at: int) -> bool:
    """ "The detector finds bombs": what it does, not what it did. Headlines are in the present."""
    word = _WORD.match(sentence.from_(at))
    uncounted = item.count is None and not sentence.in_title
    return uncounted and word is not None and _GENERAL_VERB.search(word[0]) is not None


def _is_purpose(sentence: Sentence, at: int) -> bool:
    """ "Dogs that detect explosives", "a permit to remove mines": what they are for."""
    verb = sentence.from_(at)
    return (
        sentence.before(at, "purpose")
        and not sentence.before(at, "managed_to")
        and verb[:1].islower()
        and _PAST_VERB.match(verb) is None
        and _NOUN_OF_DOING.match(verb) is None
    )


def _is_coordinated_purpose(sentence: Sentence, at: int) -> bool:
    """ "To detect, mark and {neutralise} mines"; what is planned is told as planned."""
    purpose = _LISTED_PURPOSE.search(sentence.up_to(at))
    if purpose is None or _PAST_VERB.match(sentence.from_(at)):
        return False
    to = at - len(purpose[0])
    return not (sentence.before(to + 3, "managed_to") or sentence.before(to + 3, "plan"))


def item_planned(sentence: Sentence, item: Item) -> bool:
    """ "The army will destroy 600 mines"."""
    if item.action == "remaining":
        return False  # "Clearing the mines that remain will take years."
    if "planned" in item.values:
        return True
    if item.cue_at is None:
        return False
    coordinated = _COORDINATED.search(sentence.up_to(item.cue_at)) is not None
    return coordinated or sentence.before(item.cue_at, "plan")


def land_planned(sentence: Sentence, area: AreaFact) -> bool:
    """ "Teams plan to clear another 40 hectares"."""
    if sentence.before(area.start, "plan_for_land"):
        return True
    before = sentence.up_to(area.start, _PLAN_REACH)
    plan = _PLANS.search(before)
    if plan is None:
        return False
    start = area.start - len(before) + plan.end()
    return not any(
        start <= c.start_char < area.start and c.text.lower().endswith("ed")
        for c in sentence.family("ACT", "LAND")
    )


def is_reputation(sentence: Sentence, item: Item) -> bool:
    """ "He is responsible for the emplacement of IEDs": what a man is known for is no event."""
    at = item.start if item.cue_at is None else item.cue_at
    return wording.anywhere("reputation").search(sentence.up_to(at)) is not None


#: "Are being {laid}", "had recently been {planted}": the laying is the news.
_NEWLY = re.compile(
    r"\b(?:(?:is|are|was|were) being(?: (?:newly|still|constantly|deliberately))?"
    r"|(?:recently|newly|freshly)(?: been)?)\s\Z",
    re.I,
)
#: "Has been {burying} mines since February".
_SINCE = re.compile(r"\b(?:has|have|had) been (?:[a-z]+ly )?\Z", re.I)


def is_newly_laid(sentence: Sentence, at: int) -> bool:
    """ "New mines are being {laid}", "have been {burying} mines": it goes on, or just was."""
    before = sentence.up_to(at)
    if _SINCE.search(before):
        return sentence.from_(at).split(" ", 1)[0].endswith("ing")
    return _NEWLY.search(before) is not None


def is_main_use(sentence: Sentence, item: Item) -> bool:
    """ "Rebels laid mines": the laying is what the sentence tells, not an aside or a suspicion."""
    at = item.cue_at
    if at is None:
        return False
    verb = re.match(r"[A-Za-z-]+", sentence.from_(at))
    if is_newly_laid(sentence, at):
        return True
    if verb is None or wording.after("passing_use").fullmatch(verb[0]):
        return False
    if verb[0].lower().endswith("ing") and not sentence.before(at, "passive"):
        return False
    return not sentence.before(at, "laying_aside")
