"""Whatever an event holds, every format, the report and the merge take it."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mine_ie.merge import merge
from mine_ie.privacy import Privacy
from mine_ie.records import Row, read_rows
from mine_ie.report import write_report
from mine_ie.schema import Event
from mine_ie.writers import FORMATS, export

text = st.text(max_size=12)
maybe = st.none() | text
dates = st.none() | st.sampled_from(
    ["2024-02-29", "2024-02", "2024", "--08-24", "--02-29", "--02", "2023-12-31"]
)
counts = st.builds(
    lambda ns, words: dict(zip(("low", "best", "high"), sorted(ns), strict=True)) | {"text": words},
    st.lists(st.integers(0, 10**6), min_size=3, max_size=3),
    maybe,
) | st.sampled_from(
    [
        {"low": None, "best": None, "high": None, "text": "dozens"},
        {"low": None, "best": 7, "high": None},
        {"low": None, "best": None, "high": None, "text": None},
    ]
)
places = st.fixed_dictionaries(
    {
        "text": text,
        "name": text,
        "kind": st.sampled_from([None, "site", "settlement", "district", "province", "country"]),
        "admin1": maybe,
        "country": st.sampled_from([None, "AO", "ZZ"]),
        "lat": st.sampled_from([None, -90, 0, 90]),
        "lon": st.sampled_from([None, -180, 0, 180]),
        "uncertainty_km": st.sampled_from([None, 0, 3, 500]),
    }
)
kinds = st.sampled_from(["mine.ap", "ied", "uxo", "explosive", "component"])
events = st.fixed_dictionaries(
    {
        "id": st.sampled_from(["e1", "e2"]),
        "type": st.sampled_from(
            ["explosion", "casualty_toll", "clearance", "contamination", "use",
             "stockpile_destruction"]
        ),
        "scope": st.sampled_from(["incident", "period", "cumulative"]),
        "when": st.none() | st.fixed_dictionaries({"start": dates, "end": dates, "text": maybe}),
        "places": st.lists(places, max_size=2),
        "casualties": st.lists(
            st.fixed_dictionaries(
                {"outcome": st.sampled_from(["killed", "injured"]), "count": st.none() | counts}
                | {"victims": st.sampled_from([None, "civilian"]), "activity": maybe}
            ),
            max_size=2,
        ),
        "killed": st.none() | counts,
        "missing": st.none() | counts,
        "ordnance": st.lists(
            st.fixed_dictionaries({"kind": kinds, "count": st.none() | counts}), max_size=2
        ),
        "areas": st.lists(st.fixed_dictionaries({"m2": counts}), max_size=2),
        "actors": st.lists(
            st.fixed_dictionaries({"text": text, "role": st.just("operator")}), max_size=1
        ),
        "flags": st.lists(text, max_size=1),
        "evidence": st.sampled_from([[], [[0, 5]], [[3, 400]]]),
    }
)  # fmt: skip
rows = st.lists(
    st.builds(
        lambda event, article, published, body: Row(
            Event.from_dict(event), article, published=published, text=body, title=body
        ),
        events,
        st.sampled_from(["a", "b", "c"]),
        st.sampled_from([None, "2024-03-01"]),
        maybe,
    ),
    max_size=4,
)
calm = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("format", [f for f in FORMATS if f not in ("parquet", "duckdb")])
@calm
@given(rows)
def test_no_event_stops_an_export(format, some):
    with TemporaryDirectory() as folder:
        loss = export(some, Path(folder) / "out", format)
    assert loss.events == len(some)
    assert loss.written <= len(some)


@calm
@given(rows)
def test_jsonl_is_lossless_for_any_event(some):
    with TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        export(some, out, "jsonl")
        assert [row.event for row in read_rows(out)] == [row.event for row in some]


@calm
@given(rows)
def test_no_event_stops_a_merge_and_none_is_lost(some):
    incidents, ledgers = merge(some)
    told = {f"{s.article}#{s.event}" for i in incidents for s in i.sources}
    assert told <= {row.id for row in some}
    assert len({i.id for i in incidents}) == len(incidents)
    assert all(ledger.statements for ledger in ledgers)


@calm
@given(rows)
def test_no_event_stops_the_report_or_the_privacy_mode(some):
    with TemporaryDirectory() as folder:
        totals = write_report(Privacy().apply(some), Path(folder) / "out.html")
    assert totals.events == len(some)
