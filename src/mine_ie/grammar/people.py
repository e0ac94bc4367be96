"""A phrase for people as a value, and the lists and parts that phrases make."""

from __future__ import annotations

from dataclasses import dataclass, field

from mine_ie.counts import Bounds


@dataclass(eq=False)
class Chunk:
    """One noun phrase for people over tokens ``[start, end)``."""

    start: int
    end: int
    count: Bounds | None
    attributes: dict[str, str] = field(default_factory=dict)
    #: Already spoken of: "the three men".
    definite: bool = False
    #: Beside those counted so far: "another two".
    more: bool = False
    #: Some of a group already counted: "two of them".
    partitive: bool = False
    #: A number that stands alone: "five were killed".
    bare: bool = False
    #: The attackers themselves.
    agent: bool = False
    #: Named for the attack: "the bomber", "gunmen"; rebels and militants need not be attackers.
    attacker: bool = False
    named: bool = False
    #: Somebody's kin or staff: "his wife".
    possessive: bool = False
    pronoun: bool = False
    #: "the boy's" hand.
    possessor: bool = False
    #: Beside people of another fate, perhaps: "and 20 others were hurt".
    others: bool = False
    number: tuple[int, int] | None = None
    #: Of "one of the four injured": the four, and what befell them.
    whole: Bounds | None = None
    whole_is: str | None = None
    parent: Chunk | None = None
    next: Chunk | None = None
    previous: Chunk | None = None
    #: Whether a conjunction, not only a comma, joins it to the one before.
    joined: bool = False


def roots(chunk: Chunk) -> list[Chunk]:
    """Return the whole list that ``chunk`` stands in, parts left out, in text order."""
    while chunk.parent is not None:
        chunk = chunk.parent
    first = chunk
    while first.previous is not None:
        first = first.previous
    members = [first]
    while (following := members[-1].next) is not None:
        members.append(following)
    return members


def top(chunk: Chunk) -> Chunk:
    """Return the group that ``chunk`` is a part of, or the chunk itself."""
    while chunk.parent is not None:
        chunk = chunk.parent
    return chunk
