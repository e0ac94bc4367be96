"""Floors on labelled corpora; raise them when the figures rise."""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DATA = ROOT.parent / "shared" / "data"
pytestmark = pytest.mark.skipif(
    not (DATA / "timex" / "timebank.jsonl").exists(), reason="the labelled corpora are not here"
)


@pytest.fixture(scope="module")
def benchmark():
    spec = importlib.util.spec_from_file_location(
        "benchmark_dates", ROOT / "benchmarks" / "dates.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def f1(n, hits):
    return 2 * n[hits] / (n["found"] + n["gold"])


def test_timebank_floor(benchmark):
    totals = benchmark.timebank(errors=False)
    assert f1(totals["DATE"], "value") >= 0.83
    assert f1(totals["DATE"], "strict") >= 0.89
    assert f1(totals["all"], "value") >= 0.82


def test_event_dates_are_among_the_values(benchmark):
    recalls = benchmark.events(errors=False)
    assert recalls["isaf-dev"] >= 0.95
    assert recalls["muc4-dev"] >= 0.95
