import csv
import json
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from mine_ie.records import read_rows
from mine_ie.writers import export

EVENTS = Path(__file__).parent / "data" / "results" / "events.jsonl"
POSITION = {
    "type": "array",
    "items": [
        {"type": "number", "minimum": -180, "maximum": 180},
        {"type": "number", "minimum": -90, "maximum": 90},
    ],
    "minItems": 2,
    "maxItems": 3,
}
#: RFC 7946, sections 3.2 and 3.3, for point features.
FEATURES = {
    "type": "object",
    "required": ["type", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "geometry", "properties"],
                "properties": {
                    "type": {"const": "Feature"},
                    "id": {"type": ["string", "number"]},
                    "properties": {"type": ["object", "null"]},
                    "geometry": {
                        "oneOf": [
                            {"type": "null"},
                            {
                                "type": "object",
                                "required": ["type", "coordinates"],
                                "properties": {
                                    "type": {"const": "Point"},
                                    "coordinates": POSITION,
                                },
                            },
                        ]
                    },
                },
            },
        },
    },
}


def test_geojson_is_valid_and_longitude_comes_first(tmp_path):
    out = tmp_path / "out.geojson"
    loss = export(read_rows(EVENTS), out, "geojson")
    data = json.loads(out.read_text())
    Draft7Validator(FEATURES).validate(data)
    assert data["features"][0]["geometry"]["coordinates"] == [47.12, 39.61]
    assert data["features"][4]["geometry"] is None
    assert loss.cases["events without coordinates: their geometry is null"] == 2


def test_empty_geojson_is_valid(tmp_path):
    out = tmp_path / "out.geojson"
    export([], out, "geojson")
    assert json.loads(out.read_text()) == {"type": "FeatureCollection", "features": []}


@pytest.fixture
def hxl_file(tmp_path):
    out = tmp_path / "out.csv"
    export(read_rows(EVENTS), out, "hxl")
    return out


def test_hxl_is_read_by_libhxl(hxl_file):
    hxl = pytest.importorskip("hxl")
    source = hxl.data(str(hxl_file), hxl.InputOptions(allow_local=True)).cache()
    first = next(iter(source))
    assert first.get("#country+code") == "AZE"
    assert first.get("#date+occurred") == "2024-08-24"
    assert first.get("#affected+injured-min-max") == "1"
    assert float(source.with_rows("#event+type=explosion").min("#geo+lat")) == 34.43


def test_hxl_validates_against_the_core_schema(hxl_file):
    hxl = pytest.importorskip("hxl")
    source = hxl.data(str(hxl_file), hxl.InputOptions(allow_local=True))
    rules = [
        ["#valid_tag", "#valid_required", "#valid_datatype"],
        ["#meta+id", "true", ""],
        ["#geo+lat", "", "number"],
        ["#geo+lon", "", "number"],
        ["#affected", "", "number"],
        ["#date+start", "", "date"],
    ]
    assert hxl.schema(rules).validate(source)


def test_hxl_tags_are_well_formed(hxl_file):
    hxl = pytest.importorskip("hxl")
    with open(hxl_file, newline="") as stream:
        tags = list(csv.reader(stream))[1]
    assert [hxl.TagPattern.parse(tag) is None for tag in tags] == [False] * len(tags)
    assert len(set(tags)) == len(tags)
