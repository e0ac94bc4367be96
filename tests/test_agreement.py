import math

import pytest

from mine_ie.agreement import agreement, alpha
from mine_ie.corpus import Corpus
from mine_ie.schema import Article


def test_alpha_of_four_observers_as_published():
    # Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", example C: 0.743.
    observers = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."]
    units = [[v for v in unit if v != "."] for unit in zip(*observers, strict=True)]
    assert math.isclose(alpha(units), 0.743, abs_tol=5e-4)


def test_alpha_of_two_observers_as_published():
    # The same paper, examples A (two categories, 0.095) and B (five categories, 0.692).
    assert math.isclose(alpha(zip("0100000010", "1110010000", strict=True)), 0.095, abs_tol=5e-4)
    assert math.isclose(
        alpha(zip("aabbdcccedda", "babbbccceddd", strict=True)), 0.692, abs_tol=5e-4
    )


def test_alpha_is_unknown_where_nothing_varies():
    assert alpha([("a", "a"), ("a", "a")]) is None


def n(value):
    return {"low": value, "best": value, "high": value}


def corpus(name, **gold):
    articles = tuple(Article(id=id, text="x") for id in gold)
    return Corpus(name, articles, gold, ("type", "killed"))


def test_agreement_counts_events_and_fields():
    first = corpus(
        "one",
        a=({"type": "explosion", "killed": n(1)},),
        b=({"type": "explosion", "killed": n(2)},),
        c=({"type": "use", "killed": None},),
    )
    second = corpus(
        "two",
        a=({"type": "explosion", "killed": n(1)},),
        b=({"type": "explosion", "killed": n(3)},),
        c=(),
        d=({"type": "use", "killed": None},),
    )
    found = agreement(first, second)
    assert found["articles"] == 3
    assert (found["events"]["precision"], found["events"]["recall"]) == (1.0, 0.6667)
    killed = found["fields"]["killed"]
    assert (killed["agree"], killed["n"], killed["share"]) == (1, 2, 0.5)


def test_a_field_that_one_annotator_left_out_is_not_compared():
    first = corpus("one", a=({"type": "use", "killed": n(1)},))
    second = corpus("two", a=({"type": "use"},))
    assert agreement(first, second)["fields"]["killed"]["n"] == 0


def test_types_called_differently_lower_the_alpha_of_types():
    first = corpus("one", a=({"type": "use", "killed": n(1)},), b=({"type": "explosion"},))
    second = corpus("two", a=({"type": "explosion", "killed": n(1)},), b=({"type": "explosion"},))
    assert agreement(first, second)["type_alpha"] == 0.0


def test_corpora_without_a_shared_article_are_refused():
    with pytest.raises(ValueError, match="'one' and 'two' share no article id"):
        agreement(corpus("one", a=()), corpus("two", b=()))
