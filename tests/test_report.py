import base64
import hashlib
import json
import re
import shutil
import subprocess
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from mine_ie.privacy import Privacy
from mine_ie.records import Row, read_rows
from mine_ie.report import write_report
from mine_ie.report.chart import chart
from mine_ie.report.collect import collect
from mine_ie.report.evidence import Piece, sentences
from mine_ie.report.outlines import outlines
from mine_ie.schema import Event

EVENTS = Path(__file__).parent / "data" / "results" / "events.jsonl"
HOSTILE = (
    '</script><script>document.title="owned"</script><img src=x onerror=\'document.title="owned"\'>'
    '"><svg onload=alert(1)> ' + "{{ 7*7 }}"
)


class Elements(HTMLParser):
    """The elements of a page with their attributes, and the text of scripts and styles."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.raw = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._open = tag

    def handle_data(self, data):
        if self.cdata_elem in ("script", "style"):
            self.raw.append((self.cdata_elem, data))


def hostile_rows():
    event = Event.from_dict(
        {
            "id": "e1",
            "type": "explosion",
            "when": {"start": "2024-05-06", "end": "2024-05-06", "text": HOSTILE},
            "places": [{"text": HOSTILE, "name": HOSTILE, "lat": 1, "lon": 2}],
            "actors": [{"text": HOSTILE, "role": "claimant"}],
            "source": HOSTILE,
            "flags": [HOSTILE],
            "evidence": [[0, len(HOSTILE)]],
        }
    )
    row = Row(event, HOSTILE, HOSTILE, "2024-05-07", HOSTILE, "javascript:alert(1)", HOSTILE)
    unplaced = event.places[0].model_copy(update={"lat": None, "lon": None})
    return [row, replace(row, event=event.model_copy(update={"places": (unplaced,)}))]


def page(tmp_path, rows=None, **options):
    out = tmp_path / "report.html"
    write_report(read_rows(EVENTS) if rows is None else rows, out, **options)
    return out.read_text(encoding="utf-8")


def test_page_asks_the_network_for_nothing(tmp_path):
    elements = Elements(page(tmp_path))
    links = [a.get("src") or (t == "link" and a.get("href")) for t, a in elements.tags]
    assert [link for link in links if link] == []


def test_policy_allows_the_two_inline_blocks_by_hash_and_nothing_else(tmp_path):
    text = page(tmp_path)
    policy = next(
        a["content"]
        for t, a in Elements(text).tags
        if a.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        body = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.S)[-1]
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_no_markup_of_an_article_becomes_markup_of_the_page(tmp_path):
    clean = Elements(page(tmp_path)).tags
    tags = Elements(page(tmp_path, hostile_rows())).tags
    assert [t for t, _ in tags if t == "script"] == ["script", "script"]
    assert not [t for t, a in tags if t == "img" or any(k.startswith("on") for k in a)]
    assert not [a for _, a in tags if str(a.get("href", "")).startswith("javascript")]
    assert {t for t, _ in tags} <= {t for t, _ in clean} | {"blockquote"}


def test_template_syntax_in_an_article_is_text(tmp_path):
    assert "{{ 7*7 }}" in page(tmp_path, hostile_rows())


def test_map_data_is_json_and_holds_every_located_event(tmp_path):
    elements = Elements(page(tmp_path))
    data = json.loads(next(text for tag, text in elements.raw if text.startswith('{"points"')))
    assert [(p["lat"], p["lon"], p["km"]) for p in data["points"]] == [
        (39.61, 47.12, 2), (34.43, 70.45, 10), (40.4, 47.6, 250)
    ]  # fmt: skip
    assert "Azerbaijan" in {f["properties"]["name"] for f in data["outlines"]["features"]}


def test_unresolved_places_are_listed(tmp_path):
    assert "<li>Xieng Khouang</li>" in page(tmp_path)


def test_totals_add_single_incidents_only():
    totals = collect(read_rows(EVENTS)).totals
    assert (totals.events, totals.articles, totals.flagged) == (5, 3, 1)
    assert totals.victims["all", "killed"] == 3
    assert totals.victims["child", "killed"] == 1
    assert ("all", "unspecified") not in totals.victims


def test_totals_count_events_that_the_page_does_not_list():
    made = collect(read_rows(EVENTS), limit=2)
    assert (made.totals.events, len(made.entries)) == (5, 2)
    assert sorted(bool(e.flags) for e in made.entries) == [False, True]


def test_sentence_shows_where_each_value_was_read():
    text = "On Monday two men died. Later more came."
    event = Event.from_dict(
        {"id": "e", "type": "explosion", "evidence": [[0, 23]]}
        | {"when": {"start": "2024-05-06", "evidence": [3, 9]}}
        | {"killed": {"low": 2, "best": 2, "high": 2, "evidence": [10, 13]}}
    )
    assert sentences(Row(event, "a", text=text)) == [
        [
            Piece("On "), Piece("Monday", "date"), Piece(" "), Piece("two", "killed"),
            Piece(" men died."),
        ]
    ]  # fmt: skip


def test_overlapping_evidence_loses_no_text():
    text = "three dead soldiers"
    event = Event.from_dict(
        {"id": "e", "type": "explosion", "evidence": [[0, 19]]}
        | {"killed": {"low": 3, "best": 3, "high": 3, "evidence": [0, 5]}}
        | {"casualties": [{"outcome": "killed", "evidence": [0, 10]}]}
    )
    (pieces,) = sentences(Row(event, "a", text=text))
    assert "".join(p.text for p in pieces) == text


def test_timeline_fills_empty_months_and_turns_to_years_when_long():
    from collections import Counter

    short = chart(Counter({("2024-01", "use"): 2, ("2024-03", "use"): 1}), ["use"])
    long = chart(Counter({("1999-01", "use"): 2, ("2024-03", "use"): 1}), ["use"])
    assert [bar.label for bar in short.bars] == ["2024-01: 2 use", "2024-03: 1 use"]
    assert short.bars[1].x > 2 * short.bars[0].width
    assert long.axes["unit"] == "year"
    assert chart(Counter(), []) is None


def test_outlines_stay_within_half_a_turn_of_themselves():
    for feature in outlines([])["features"]:
        for polygon in feature["geometry"]["coordinates"]:
            for ring in polygon:
                steps = [abs(a[0] - b[0]) for a, b in pairwise(ring)]
                assert max(steps) < 180


def test_outlines_near_points_are_few():
    near = outlines([(39.6, 47.1)])
    names = {f["properties"]["name"] for f in near["features"]}
    assert "Armenia" in names
    assert "Brazil" not in names
    assert len(json.dumps(near)) < 300_000


def test_private_page_holds_no_name(tmp_path):
    text = page(tmp_path, Privacy().apply(read_rows(EVENTS)), private=True)
    for name in ("Gul Bibi", "Ali Khan", "Zargar", "Ombudsman"):
        assert name not in text
    assert "Names are removed" in text


def test_page_of_no_events_says_so(tmp_path):
    assert "No event is flagged." in page(tmp_path, [])


def test_headers_and_fields_are_named_for_screen_readers(tmp_path):
    tags = Elements(page(tmp_path)).tags
    assert next(a for t, a in tags if t == "html")["lang"] == "en"
    assert all(a.get("scope") for t, a in tags if t == "th")
    labelled = {a["aria-labelledby"] for t, a in tags if t == "section"}
    assert labelled <= {a.get("id") for t, a in tags if t == "h2"}


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.mark.slow
@pytest.mark.skipif(not CHROMIUM, reason="no chromium")
@pytest.mark.parametrize("hostile", [False, True])
def test_in_a_browser_the_page_works_and_runs_no_foreign_script(tmp_path, hostile):
    page(tmp_path, hostile_rows() if hostile else None, title="Clean")
    done = subprocess.run(
        [
            CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr",
            "--virtual-time-budget=4000", "--dump-dom", (tmp_path / "report.html").as_uri(),
        ],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    assert "<title>Clean</title>" in done.stdout
    assert "leaflet-interactive" in done.stdout
    assert re.search(r">\d+ of \d+ shown<", done.stdout)
    assert "CONSOLE" not in done.stderr
