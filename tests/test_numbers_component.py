"""The component, its lexicon and the unit table."""

from __future__ import annotations

from fractions import Fraction

import pytest
import spacy
from spacy.tokens import Doc

from mine_ie import units
from mine_ie.components import numbers as _numbers  # noqa: F401  registers the factory
from mine_ie.counts import parse
from mine_ie.numbers import lexicon


@pytest.fixture(scope="module")
def nlp() -> spacy.language.Language:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("mine_ie_numbers")
    return pipeline


def test_the_component_works_alone_in_a_blank_pipeline(nlp: spacy.language.Language) -> None:
    doc = nlp("At least 370 people were hurt by a PMN-2.")
    assert [(s.text, s.label_, s.id_, s.kb_id_) for s in doc.spans["numbers"]] == [
        ("At least 370", "COUNT", "digits", "370.."),
        ("a", "COUNT", "article", "1"),
        ("PMN-2", "MODEL", "code", ""),
    ]


def test_a_text_without_numbers_has_an_empty_layer(nlp: spacy.language.Language) -> None:
    assert len(nlp("Sappers left.").spans["numbers"]) == 0


def test_the_layer_survives_bytes(nlp: spacy.language.Language) -> None:
    doc = nlp("Some 40 mines")
    back = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert [(s.label_, s.kb_id_) for s in back.spans["numbers"]] == [("COUNT", "~40")]


def test_the_pipeline_survives_disk(nlp: spacy.language.Language, tmp_path) -> None:  # type: ignore[no-untyped-def]
    nlp.to_disk(tmp_path / "m")
    doc = spacy.load(tmp_path / "m")("12 mines")
    assert [s.kb_id_ for s in doc.spans["numbers"]] == ["12"]


def test_lexicon_phrases_are_lower_case() -> None:
    table = lexicon.load().qualifiers
    assert all(w == w.lower() for rows in table.values() for words, _ in rows for w in words)


def test_lexicon_of_an_unknown_language_names_the_missing_file() -> None:
    with pytest.raises(ValueError, match="numbers"):
        lexicon.load("xx")


def test_units_have_one_dimension_each_and_a_reason() -> None:
    for unit in units.load():
        assert unit.dimension in units.BASES
        assert unit.factor > 0
        assert (unit.quantulum3 is None) != (unit.source is None)


@pytest.mark.parametrize(
    ("surface", "id_"),
    [("sq. km", "square_kilometre"), ("square-metre", "square_metre"), ("m²", "square_metre"),
     ("hectares", "hectare"), ("lbs.", "pound"), ("km/h", "kilometre_per_hour")],
)  # fmt: skip
def test_spellings_find_their_unit(surface: str, id_: str) -> None:
    assert units.by_surface()[units.squeeze(surface)].id == id_


def test_no_spelling_belongs_to_two_units() -> None:
    owners: dict[str, set[str]] = {}
    for unit in units.load():
        for surface in unit.surfaces:
            owners.setdefault(units.squeeze(surface), set()).add(unit.id)
    assert {s: ids for s, ids in owners.items() if len(ids) > 1} == {}


PREFIXES = {"kilo": 1000, "hecto": 100, "deci": Fraction(1, 10), "centi": Fraction(1, 100),
            "milli": Fraction(1, 1000), "": 1}  # fmt: skip
ROOTS = {"metre": Fraction(1), "gram": Fraction(1, 1000), "tonne": Fraction(1000)}
#: Base units of a dimension in metres: a litre is a cubic decimetre.
SCALES = {"volume": Fraction(1000)}


def metric_factor(base: str, power: int, dimension: str) -> Fraction | None:
    for root, value in ROOTS.items():
        prefix = base.removesuffix(root)
        if base.endswith(root) and prefix in PREFIXES:
            return Fraction((value * PREFIXES[prefix]) ** power * SCALES.get(dimension, 1))
    return None


@pytest.mark.slow
def test_units_agree_with_the_registry_of_quantulum3() -> None:
    registry = pytest.importorskip("quantulum3.load").units().names
    checked = 0
    for unit in units.load():
        if unit.quantulum3 is None:
            continue
        theirs = registry[unit.quantulum3]
        assert theirs.entity.name == unit.dimension, unit.id
        (part,) = theirs.dimensions
        factor = metric_factor(part["base"], part["power"], unit.dimension)
        if factor is not None:
            assert factor == unit.factor, unit.id
            checked += 1
    assert checked >= 11


CONSTANTS = {"hectare": "hectare", "acre": "acre", "mile": "mile", "yard": "yard", "foot": "foot",
             "inch": "inch", "nautical_mile": "nautical_mile", "pound": "pound", "ounce": "ounce",
             "stone": "stone", "tonne": "metric_ton", "kilometre_per_hour": "kmh", "knot": "knot",
             "mile_per_hour": "mph", "minute": "minute", "hour": "hour", "day": "day",
             "week": "week"}  # fmt: skip


@pytest.mark.parametrize(("id_", "name"), CONSTANTS.items())
def test_factors_agree_with_scipy(id_: str, name: str) -> None:
    constants = pytest.importorskip("scipy.constants")
    (unit,) = [unit for unit in units.load() if unit.id == id_]
    assert float(unit.factor) == pytest.approx(getattr(constants, name), rel=1e-8)


@pytest.mark.parametrize("value", ["370..", "..300", "~40", "4..6", "0", "?"])
def test_values_are_of_the_form_of_counts(value: str) -> None:
    assert str(parse(value)) == value
