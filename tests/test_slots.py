import pytest

from mine_ie.slots import FIELDS, Outcome, distance_km, fields_for, fold


def outcome(name, gold, predicted):
    field = next(f for f in FIELDS if f.name == name)
    return field.outcome(gold, predicted)


RIGHT, WRONG, MISSED, FALSE, NOTHING = (
    Outcome(1, 0, 0), Outcome(0, 1, 1), Outcome(0, 0, 1), Outcome(0, 1, 0), Outcome(0, 0, 0)
)  # fmt: skip


def count(low, best, high):
    return {"low": low, "best": best, "high": high}


VAGUE = count(None, None, None)


@pytest.mark.parametrize(
    ("gold", "predicted", "expected"),
    [
        (count(3, 3, 3), count(3, 3, 3), RIGHT),
        (count(3, 3, None), count(3, 3, 3), RIGHT),  # the best figure is what counts
        (count(4, None, 6), count(4, 4, 4), RIGHT),  # else the low one
        (count(3, 3, 3), count(4, 4, 4), WRONG),
        (count(3, 3, 3), None, MISSED),
        (None, count(3, 3, 3), FALSE),
        (None, None, NOTHING),
        (VAGUE, VAGUE, RIGHT),
        (VAGUE, None, MISSED),
        (None, VAGUE, FALSE),
        (count(0, 0, 0), None, MISSED),
    ],
)
def test_counts(gold, predicted, expected):
    assert outcome("killed", {"killed": gold}, {"killed": predicted}) == expected


def test_a_field_that_was_not_labelled_has_no_outcome():
    assert outcome("killed", {}, {"killed": count(1, 1, 1)}) is None


def when(start, end=None):
    return {"when": {"start": start, "end": end or start}}


@pytest.mark.parametrize(
    ("gold", "predicted", "right"),
    [
        (when("2024-08-24"), when("2024-08-24"), ["when", "when_1day", "when_month"]),
        (when("2024-08-24"), when("2024-08-25"), ["when_1day", "when_month"]),
        (when("2024-08-31"), when("2024-09-01"), ["when_1day"]),
        (when("2024-08-24"), when("2024-08-02"), ["when_month"]),
        (when("--08-24"), when("--08-24"), ["when", "when_1day", "when_month"]),
        (when("--08-24"), when("2024-08-24"), []),
        (when("2024-07"), when("2024-07-01", "2024-07-31"), ["when", "when_1day", "when_month"]),
        ({"when": {"start": "2020-11-10", "end": None}},
         {"when": {"start": "2020-11-10", "end": "2024-08-26"}}, []),
    ],
)  # fmt: skip
def test_dates(gold, predicted, right):
    names = ["when", "when_1day", "when_month"]
    assert [n for n in names if outcome(n, gold, predicted).right] == right


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Füzuli", "FUZULI", True),
        ("Mang-Tappeh", "Mang Tappeh", True),
        ("Sana’a", "Sanaa", True),
        ("Łódź", "Lodz", True),
        ("Ağdərə", "Agdere", True),
        ("Kandahar", "Kandahar City", False),
    ],
)
def test_names_are_folded(a, b, same):
    assert (fold(a) == fold(b)) is same


def test_only_the_first_place_counts():
    gold = {"places": [{"name": "Zargar", "country": "AZ"}, {"name": "Baku", "country": "AZ"}]}
    given = {"places": [{"name": "Baku", "country": "AZ"}]}
    assert outcome("places", gold, given) == WRONG
    assert outcome("country", gold, given) == RIGHT


def test_a_gold_place_without_a_country_leaves_the_country_unlabelled():
    gold = {"places": [{"name": "Zargar", "country": None}]}
    assert outcome("country", gold, {"places": [{"name": "Zargar", "country": "AZ"}]}) is None


def test_places_within_fifty_kilometres():
    baku, sumqayit, ganja = (
        {"places": [{"name": "x", "lat": lat, "lon": lon}]}
        for lat, lon in ((40.377, 49.892), (40.590, 49.669), (40.683, 46.361))
    )
    assert outcome("places_50km", baku, sumqayit) == RIGHT
    assert outcome("places_50km", baku, ganja) == WRONG
    assert outcome("places_50km", baku, {"places": [{"name": "x"}]}) == MISSED
    assert round(distance_km(baku["places"][0], ganja["places"][0])) == 300


def item(kind, n=None, action="found"):
    return {"kind": kind, "count": None if n is None else count(n, n, n), "action": action}


def test_ordnance_is_a_multiset_of_kind_action_and_count():
    gold = {"ordnance": [item("mine", 2), item("mine", 2), item("ied", 1)]}
    given = {"ordnance": [item("mine", 2), item("ied", 3), item("rocket", 1)]}
    assert outcome("ordnance", gold, given) == Outcome(1, 2, 2)
    assert outcome("ordnance_kind", gold, given) == Outcome(2, 1, 1)


def test_ordnance_kinds_match_along_a_branch_of_the_tree():
    gold, given = {"ordnance": [item("mine.ap")]}, {"ordnance": [item("mine")]}
    assert outcome("ordnance_kind", gold, given) == WRONG
    assert outcome("ordnance_kind_tree", gold, given) == RIGHT
    assert outcome("ordnance_kind_tree", gold, {"ordnance": [item("mine.av")]}) == WRONG


def test_a_vague_number_of_items_is_none():
    gold = {"ordnance": [item("mine")]}
    given = {"ordnance": [{"kind": "mine", "count": VAGUE, "action": "found"}]}
    assert outcome("ordnance", gold, given) == RIGHT


def test_an_action_that_was_not_labelled_is_not_compared():
    gold = {"ordnance": [{"kind": "mine", "count": None}]}
    assert outcome("ordnance", gold, {"ordnance": [item("mine")]}) == RIGHT


@pytest.mark.parametrize(
    ("m2", "action", "expected"),
    [(1_009_000, "cleared", RIGHT), (1_011_000, "cleared", WRONG), (1_000_000, "reduced", WRONG)],
)
def test_areas_within_one_per_cent(m2, action, expected):
    gold = {"areas": [{"m2": count(1_000_000, 1_000_000, None), "action": "cleared"}]}
    given = {"areas": [{"m2": count(m2, m2, m2), "action": action}]}
    assert outcome("areas", gold, given) == expected


def test_looser_readings_come_with_their_field():
    assert [f.name for f in fields_for(["when", "killed"])] == [
        "when", "when_1day", "when_month", "killed",
    ]  # fmt: skip
