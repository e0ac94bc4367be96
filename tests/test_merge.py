import importlib.util
import json
from dataclasses import replace
from pathlib import Path

import pytest

from mine_ie.merge import merge, merge_to_files
from mine_ie.merge.names import key
from mine_ie.records import Row, read_rows
from mine_ie.schema import Event

ROOT = Path(__file__).parents[1]


def benchmark():
    spec = importlib.util.spec_from_file_location("bench_merge", ROOT / "benchmarks" / "merge.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def told(article, published="2024-05-07", day="2024-05-06", place="Kuito", killed=None, **more):
    text, outlet = more.pop("text", None), more.pop("outlet", None)
    data = {"id": "e1", "type": "explosion", "ordnance": [{"kind": "mine", "action": "detonated"}]}
    data["places"] = [{"text": place, "name": place, "kind": "settlement", "country": "AO"}]
    if day:
        data["when"] = {"start": day, "end": day, "precision": "day"}
    if killed is not None:
        data["killed"] = {"low": killed, "best": killed, "high": killed}
    return Row(Event.from_dict(data | more), article, published=published, text=text, source=outlet)


def incidents(*rows, **options):
    return merge(rows, **options)[0]


def test_pairwise_f1_on_the_labelled_incidents():
    bench = benchmark()
    found = bench.found_pairs(merge(bench.labelled_rows())[0])
    precision, recall, f1 = bench.scores(found, bench.gold_pairs())
    assert f1 >= 0.95
    assert min(precision, recall) >= 0.95


def test_order_of_input_does_not_matter():
    bench = benchmark()
    rows = bench.labelled_rows()
    assert merge(rows) == merge(rows[::-1])


def test_same_village_a_week_apart_is_two_incidents():
    assert len(incidents(told("a", killed=1), told("b", day="2024-05-13", killed=1))) == 2


def test_two_villages_on_one_day_are_two_incidents():
    assert len(incidents(told("a", killed=1), told("b", place="Andulo", killed=1))) == 2


def test_two_events_of_one_article_stay_two():
    assert len(incidents(told("a", killed=1), told("a", killed=1, id="e2"))) == 2


def test_event_given_twice_counts_once():
    row = told("a", killed=1)
    total = {"scope": "cumulative", "type": "casualty_toll", "id": "e2"}
    figure = told("a", killed=9, **total)
    made, (ledger,) = merge([row, figure, row, figure])
    assert len(made) == 1
    assert [len(s.sources) for s in ledger.statements] == [1]


def test_spellings_of_a_name_are_one_place():
    assert len(incidents(told("a", place="Zərgər"), told("b", place="Zargar"))) == 1


def test_date_that_misses_its_year_takes_the_last_before_publication():
    when = {"start": "--05-06", "end": "--05-06", "precision": "day"}
    assert len(incidents(told("a", killed=2), told("b", killed=2, when=when))) == 1


@pytest.mark.parametrize(
    ("policy", "best"), [("latest", 5), ("conservative", 3), ("majority", 4), ("detailed", 4)]
)
def test_policy_decides_the_best_figure(policy, best):
    rows = [
        told("a", "2024-05-06", killed=3),
        told("b", "2024-05-07", killed=4),
        told(
            "c", "2024-05-07", killed=4, source="police", actors=[{"text": "X", "role": "claimant"}]
        ),
        told("d", "2024-05-08", killed=5),
    ]
    (one,) = incidents(*rows, policy=policy)
    assert (one.killed.low, one.killed.best, one.killed.high) == (3, best, 5)


def test_open_bound_stays_open():
    row = told("b", "2024-05-08", killed=5)
    at_least = row.event.killed.model_copy(update={"high": None})
    later = replace(row, event=row.event.model_copy(update={"killed": at_least}))
    (one,) = incidents(told("a", killed=5), later)
    assert (one.killed.low, one.killed.high) == (5, None)


def test_rising_toll_is_a_revision_and_a_falling_one_a_conflict():
    (up,) = incidents(told("a", killed=3), told("b", "2024-05-08", killed=5))
    (down,) = incidents(told("a", killed=5), told("b", "2024-05-08", killed=3))
    assert (up.flags, down.flags) == (("revised_killed",), ("conflicting_killed",))


def test_missing_date_is_no_flag_when_another_source_has_it():
    (one,) = incidents(
        told("a", killed=2), told("b", "2024-05-08", None, killed=2, flags=["no_date", "other"])
    )
    assert one.flags == ("other",)


def test_wire_reprint_counts_as_one_source():
    wire = " ".join(f"word{n}" for n in range(60))
    (one,) = incidents(
        told("a", killed=3, text=wire),
        told("b", "2024-05-08", killed=3, text=wire + " Reuters"),
        told("c", "2024-05-08", killed=3, text=" ".join(f"other{n}" for n in range(60))),
    )
    assert (one.independent, [s.reprint_of for s in one.sources]) == (2, [None, "a", None])


def test_majority_does_not_count_reprints():
    wire = " ".join(f"word{n}" for n in range(60))
    rows = [told(a, "2024-05-07", killed=3, text=wire) for a in "abc"]
    rows += [told(a, "2024-05-08", killed=4) for a in "de"]
    (one,) = incidents(*rows, policy="majority")
    assert one.killed.best == 4


def test_sources_keep_who_said_what_and_where():
    (one,) = incidents(
        told("a", killed=3, source="the police", outlet="Wire", evidence=[[0, 9]]),
        told("b", "2024-05-08", killed=4),
    )
    first = one.sources[0]
    assert (first.article, first.source, first.says, first.killed.best, first.evidence) == (
        "a", "Wire", "the police", 3, ((0, 9),)
    )  # fmt: skip


def test_running_totals_go_to_a_ledger_once_and_are_not_added():
    def total(article, m2, end, published):
        return Row(
            Event.from_dict(
                {"id": "e", "type": "clearance", "scope": "cumulative"}
                | {"when": {"start": "2020", "end": end}}
                | {"places": [{"text": "X", "name": "X", "kind": "country", "country": "AZ"}]}
                | {"areas": [{"m2": {"low": m2, "best": m2, "high": m2}, "action": "cleared"}]}
                | {"actors": [{"text": "ANAMA", "role": "operator"}]}
            ),
            article,
            published=published,
        )

    made, (ledger,) = merge(
        [
            total("a", 100, "2024-01", "2024-02-01"),
            total("b", 100, "2024-01", "2024-02-02"),
            total("c", 160, "2024-02", "2024-03-01"),
        ]
    )
    assert made == []
    assert (ledger.measure, ledger.operator, ledger.country) == ("area cleared", "ANAMA", "AZ")
    assert [(s.best, len(s.sources), s.superseded_by) for s in ledger.statements] == [
        (100, 2, 1), (160, 1, None)
    ]  # fmt: skip


def write(path, *rows):
    with open(path, "w") as stream:
        for row in rows:
            record = {
                "id": row.article,
                "published": row.published,
                "events": [row.event.to_dict()],
            }
            stream.write(json.dumps(record) + "\n")
    return path


def test_second_run_keeps_ids_and_says_what_changed(tmp_path):
    first = [told("b", "2024-05-08", killed=3), told("x", place="Huambo", killed=1)]
    out = tmp_path / "incidents.jsonl"
    merge_to_files(read_rows(write(tmp_path / "e.jsonl", *first)), out)
    before = [json.loads(line)["id"] for line in out.read_text().splitlines()]
    # The new article was published earlier: without memory the id would be made of it.
    more = [*first, told("a", "2024-05-07", killed=2), told("y", place="Luena", killed=1)]
    summary = merge_to_files(read_rows(write(tmp_path / "e.jsonl", *more)), out, previous=out)
    after = [json.loads(line) for line in out.read_text().splitlines()]
    changes = [json.loads(line) for line in (tmp_path / "incidents.changes.jsonl").open()]
    assert set(before) <= {incident["id"] for incident in after}
    assert summary.changes == {"updated": 1, "new": 1}
    (updated,) = [c for c in changes if c["change"] == "updated"]
    assert updated["differs"] == {
        "killed": ["3", "2 to 3 (best 3)"], "independent": ["1", "2"], "sources": ["1", "2"]
    }  # fmt: skip


def test_article_that_joins_two_incidents_merges_their_ids(tmp_path):
    far = told("a", killed=7, places=[])
    near = told("b", killed=7, place="Kuito")
    out = tmp_path / "i.jsonl"
    merge_to_files([far, told("z", day="2024-01-01")], out)
    merge_to_files([far, near], out, previous=out)
    changes = [json.loads(line) for line in (tmp_path / "i.changes.jsonl").open()]
    assert "gone" in {c["change"] for c in changes}


def test_previous_must_hold_incidents(tmp_path):
    path = write(tmp_path / "e.jsonl", told("a"))
    with pytest.raises(ValueError, match="not an incident"):
        merge_to_files([], tmp_path / "o.jsonl", previous=path)


def test_incidents_are_read_back_as_rows(tmp_path):
    out = tmp_path / "i.jsonl"
    merge_to_files([told("a", killed=3), told("b", killed=3)], out)
    (row,) = read_rows(out)
    assert ([t.article for t in row.told_by], row.independent) == (["a", "b"], 2)


def test_undated_unplaced_events_are_not_lost():
    assert len(incidents(told("a", None, None, places=[]), told("b", None, None, places=[]))) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Khan Yunis", "Khan Younes"), ("Mogadishu", "Mogadisho"), ("Şuşa", "Shusha"),
        ("Al-Durayhimi", "ad-Durayhimi"), ("Fuzuli district", "Füzuli"), ("Kandahar", "Qandahar"),
    ],
)  # fmt: skip
def test_transliterations_share_a_key(one, other):
    assert key(one) == key(other)


@pytest.mark.parametrize(("one", "other"), [("Aleppo", "Idlib"), ("Kuito", "Kuwait City Airport")])
def test_different_names_have_different_keys(one, other):
    assert key(one) != key(other)
