"""Units of measure: their spellings and their factors to the base unit of each dimension.

The table is ``data/en/units.yaml``. quantulum3's registry knows many of the same units, but takes
seconds to import, has no factors between units and misses the spellings that matter here
("hectares", "sq. km", dunams), so the table is our own. Tests compare its dimensions and metric
factors with that registry, the others with ``scipy.constants``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

import srsly

#: Dimensions and the base unit that ``Unit.factor`` converts to.
BASES = {
    "area": "m2",
    "length": "m",
    "mass": "kg",
    "speed": "m/s",
    "volume": "l",
    "time": "s",
    "other": "",
}
_DATA = Path(__file__).parent / "data"
_BLANKS = " \t\r\n\u00a0\u2009\u202f\u2007"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit; ``factor`` is how many base units of ``dimension`` it makes (see :data:`BASES`)."""

    id: str
    dimension: str
    factor: int | Fraction
    surfaces: tuple[str, ...]
    quantulum3: str | None = None
    source: str | None = None


@cache
def load(language: str = "en") -> tuple[Unit, ...]:
    """Read the unit table of ``language``.

    >>> next(unit.factor for unit in load() if unit.id == "hectare")
    10000

    Raises:
        ValueError: an unknown dimension, or a surface that two units claim.
    """
    path = _DATA / language / "units.yaml"
    units = []
    owner: dict[str, str] = {}
    for dimension, rows in srsly.read_yaml(path).items():
        if dimension not in BASES:
            raise ValueError(f"{path}: unknown dimension {dimension!r}; use one of {list(BASES)}")
        for row in rows:
            for surface in row["surfaces"]:
                if surface in owner:
                    raise ValueError(
                        f"{path}: {surface!r} is listed for {owner[surface]} and {row['id']}; "
                        "keep it in one"
                    )
                owner[surface] = row["id"]
            units.append(
                Unit(
                    id=row["id"],
                    dimension=dimension,
                    factor=_exact(str(row["factor"])),
                    surfaces=tuple(row["surfaces"]),
                    quantulum3=row.get("quantulum3"),
                    source=row.get("source"),
                )
            )
    return tuple(units)


@cache
def pattern(language: str = "en") -> re.Pattern[str]:
    """A pattern that matches a unit right after a number, in lower-cased text.

    Group ``gap`` is what stands between number and unit, group ``unit`` the unit as written.
    """
    surfaces = sorted((s for unit in load(language) for s in unit.surfaces), key=len, reverse=True)
    body = "|".join(_as_pattern(s) for s in surfaces)
    blank = f"[{_BLANKS}]"
    gap = rf"{blank}{{0,2}}(?:[-‐‑–]{blank}?)?"
    return re.compile(rf"(?P<gap>{gap})[\[({{<]?(?P<unit>{body})(?![^\W_])", re.DOTALL)


@cache
def by_surface(language: str = "en") -> dict[str, Unit]:
    """Units by their spelling with blanks, hyphens and dots squeezed out."""
    return {squeeze(s): unit for unit in load(language) for s in unit.surfaces}


def squeeze(surface: str) -> str:
    """Reduce a spelling to what tells units apart.

    >>> squeeze("sq. km."), squeeze("square-metre")
    ('sqkm', 'squaremetre')
    """
    return re.sub(rf"[{_BLANKS}.\-‐‑–]", "", surface)


def _exact(figure: str) -> int | Fraction:
    return int(figure) if figure.isdigit() else Fraction(figure)


def _as_pattern(surface: str) -> str:
    parts = [re.escape(part) for part in surface.split(" ")]
    return rf"[{_BLANKS}\-‐‑]{{0,2}}".join(part.replace(r"\.", r"\.?") for part in parts)
