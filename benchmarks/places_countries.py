"""Districts and villages of thirty mine-affected countries: found, and within 50 km.

``python benchmarks/places_countries.py``: each place is put into "A mine went off in NAME village
in UNIT, COUNTRY." without a model, so that only the gazetteer and the grammar are measured.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import spacy
import srsly

from mine_ie import layers
from mine_ie.components.places import Places
from mine_ie.gazetteer.resolve import distance
from mine_ie.gazetteer.store import Store

NEAR = 50.0


def main() -> None:
    table = srsly.read_yaml(Path(__file__).with_name("places_countries.yaml"))
    nlp, component, store = spacy.blank("en"), Places(), Store()
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    print("country  places  by name  placed <=50 km  with fallback <=50 km")
    total = [0, 0, 0, 0]
    for code, places in table.items():
        country = store.country(code)
        assert country is not None
        for name, kind, unit, lat, lon in places:
            word = {"village": " village", "district": " district"}.get(kind, "")
            around = "" if unit == country.name else f" in {unit}"
            doc = component(nlp(f"A mine went off in {name}{word}{around}, {country.name}."))
            found = [layers.unpack(s.kb_id_) for s in doc.spans["places"] if s.text == name]
            values = found[0] if found else {}
            km = (
                distance(float(values["lat"]), float(values["lon"]), lat, lon)
                if "lat" in values else 1e9
            )  # fmt: skip
            own = values.get("precision") in ("exact", "skeleton")
            row = [1, own, own and km <= NEAR, km <= NEAR]
            for k, value in enumerate(row):
                counts[code][k] += value
                counts[kind][k] += value
                total[k] += value
            if not (own and km <= NEAR):
                print(f"    {code} {name} ({unit}): {values.get('precision', 'not found')}"
                      f" {values.get('country')} {km:.0f} km")  # fmt: skip
    for key, row in [*counts.items(), ("all", total)]:
        print(f"{key:12}", *(f"{n:4}" for n in row))


if __name__ == "__main__":
    main()
