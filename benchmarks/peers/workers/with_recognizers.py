"""Microsoft's Recognizers-Text: its date and time model, written as TIMEX3."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from protocol import Reader, each, serve
from recognizers_date_time import Culture, DateTimeRecognizer

_TYPES = {"date": "DATE", "daterange": "DATE", "duration": "DURATION", "set": "SET"}


def load() -> dict[str, Reader]:
    model = DateTimeRecognizer(Culture.English).get_datetime_model()

    def dates(article: dict[str, Any]) -> list[dict[str, Any]]:
        clock = datetime.fromisoformat(article["published"])
        found = []
        for result in model.parse(article["text"], clock):
            kind = result.type_name.removeprefix("datetimeV2.")
            values = (result.resolution or {}).get("values") or [{}]
            # The first of two readings is past; but Friday said on a Friday is today.
            today = (v for v in values if v.get("value") == article["published"])
            label, value = timex(kind, next(today, values[0]))
            found.append(
                {"start": result.start, "end": result.end + 1, "type": label, "value": value}
            )
        return found

    return {"dates": each(dates)}


def timex(kind: str, reading: dict[str, Any]) -> tuple[str, str]:
    """TIMEX3 type and value of one reading of an expression."""
    value = reading.get("timex", "")
    label = "DATE" if value == "PRESENT_REF" else _TYPES.get(kind, "TIME")
    if value.startswith("(") and label == "DATE":
        return "DURATION", value.strip("()").rsplit(",", 1)[-1]
    if "X" in value and label == "DATE":  # a year or a week left open in the expression
        keys = ("value", "start", "end")
        known = next((reading[k] for k in keys if k in reading), value)
        month = re.fullmatch(r"XXXX-\d\d", value)
        return label, known[:7] if month else known[:10]
    return label, value


if __name__ == "__main__":
    serve(load)
