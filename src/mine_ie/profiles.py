"""Counting profiles: what "dozens" or "several" means to a codebook, each rule with its source.

The text itself leaves vague words open; a user who compares with ACLED or UCDP chooses that
codebook's reading. Profiles are data: ``data/profiles/<name>.yaml`` or a file of the user's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import srsly

from mine_ie.counts import UNKNOWN, Bounds

_DATA = Path(__file__).parent / "data" / "profiles"
_KEYS = {"name", "title", "note", "sources", "parameters", "rules"}
_RULE_KEYS = {"words", "low", "best", "high", "outcomes", "source", "note", "when"}


class ProfileError(ValueError):
    """A profile is unknown or its file is not of the right form."""


@dataclass(frozen=True)
class Rule:
    """How one set of vague words reads: ``bounds`` for the ``outcomes`` named (all, if empty)."""

    words: tuple[str, ...]
    bounds: Bounds
    outcomes: tuple[str, ...]
    source: str
    note: str | None = None


@dataclass(frozen=True)
class Profile:
    """A codebook's reading of vague counts."""

    name: str
    title: str
    rules: tuple[Rule, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    note: str | None = None

    def read(self, word: str, outcome: str | None = None) -> Bounds:
        """Return the bounds of a vague ``word``, unknown when the profile has no rule for it.

        ``word`` is a rule id of the number grammar (``tens_of_thousands``) or the words as
        written ("tens of thousands"); ``outcome`` is ``killed``, ``injured`` ... or ``None``.

        >>> load("acled").read("dozens", "killed"), load("none").read("dozens")
        (Bounds(low=12, best=12, high=None), Bounds(low=None, best=None, high=None))
        """
        rule = self.rule(word, outcome)
        return rule.bounds if rule else UNKNOWN

    def rule(self, word: str, outcome: str | None = None) -> Rule | None:
        """The rule that :meth:`read` uses, with its source; ``None`` without one."""
        key = normalise(word)
        for rule in self.rules:
            if key in rule.words and (not rule.outcomes or outcome in rule.outcomes):
                return rule
        return None


def normalise(word: str) -> str:
    """Bring a vague word to the form of the rules.

    >>> normalise("Tens of thousands of"), normalise("an unknown number")
    ('tens_of_thousands', 'unknown_number')
    """
    parts = word.lower().replace("-", " ").replace("_", " ").split()
    if parts and parts[0] in ("a", "an", "the"):
        parts = parts[1:]
    if parts and parts[-1] == "of":
        parts = parts[:-1]
    return "_".join(parts)


def names() -> list[str]:
    """The shipped profiles.

    >>> "none" in names()
    True
    """
    return sorted(path.stem for path in _DATA.glob("*.yaml"))


def load(name: str | Path = "none", **parameters: bool) -> Profile:
    """Load a shipped profile by name, or a file by its path (ending in ``.yaml``).

    ``parameters`` switch what the profile leaves to the user, as ``load("acled", war_zone=True)``.

    Raises:
        ProfileError: there is no such profile or parameter, or the file is malformed.
    """
    path = Path(name) if str(name).endswith((".yaml", ".yml")) else _DATA / f"{name}.yaml"
    if not path.exists():
        raise ProfileError(
            f"no counting profile {str(name)!r}: use one of {', '.join(names())} "
            "or the path of a .yaml file"
        )
    return _read(path, tuple(sorted(parameters.items())))


@cache
def _read(path: Path, parameters: tuple[tuple[str, bool], ...]) -> Profile:
    try:
        data = srsly.read_yaml(path)
    except ValueError as error:
        raise ProfileError(f"{path}: cannot be read as YAML: {error}") from error
    if not isinstance(data, dict) or not {"name", "title"} <= set(data):
        raise ProfileError(f"{path}: a profile needs the keys name and title")
    if unknown := set(data) - _KEYS:
        raise ProfileError(f"{path}: unknown keys {sorted(unknown)}; known: {sorted(_KEYS)}")
    settings = {key: row["default"] for key, row in (data.get("parameters") or {}).items()}
    for key, value in parameters:
        if key not in settings:
            raise ProfileError(
                f"{path}: no parameter {key!r}; it has: {sorted(settings) or 'none'}"
            )
        settings[key] = value
    sources = data.get("sources") or {}
    rules = tuple(_rule(path, row, settings, sources) for row in data.get("rules") or ())
    return Profile(data["name"], data["title"], rules, sources, data.get("note"))


def _rule(
    path: Path, row: dict[str, Any], settings: Mapping[str, bool], sources: Mapping[str, str]
) -> Rule:
    if unknown := set(row) - _RULE_KEYS:
        raise ProfileError(f"{path}: unknown rule keys {sorted(unknown)}")
    if row.get("source") not in sources:
        raise ProfileError(
            f"{path}: the rule for {row.get('words')} cites {row.get('source')!r}, "
            f"which is not in sources: {sorted(sources)}"
        )
    values = dict(row)
    for condition, change in (row.get("when") or {}).items():
        # "a+b": both parameters are on; later conditions win.
        if all(settings.get(parameter) for parameter in condition.split("+")):
            values |= change
    bounds = Bounds(values.get("low"), values.get("best"), values.get("high"))
    known = [n for n in bounds if n is not None]
    if known != sorted(known):
        raise ProfileError(f"{path}: the rule for {row['words']} needs low <= best <= high")
    return Rule(
        words=tuple(normalise(word) for word in row["words"]),
        bounds=bounds,
        outcomes=tuple(row.get("outcomes") or ()),
        source=sources[row["source"]],
        note=row.get("note"),
    )
