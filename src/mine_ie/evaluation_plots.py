"""Plots of an evaluation as inline SVG: no script, no font, nothing fetched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from mine_ie.diagnostics import EXTRA, MISSED

_WIDTH = 640
_LEFT = 150


def _svg(height: float, label: str, body: Sequence[str], width: int = _WIDTH) -> str:
    return (
        f'<svg viewBox="0 0 {width} {height:g}" width="{width}" role="img" '
        f'aria-label="{escape(label, quote=True)}">' + "".join(body) + "</svg>"
    )


def _text(x: float, y: float, text: str, anchor: str = "start", css: str = "") -> str:
    extra = f' class="{css}"' if css else ""
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}"{extra}>{escape(text)}</text>'


def _rect(x: float, y: float, w: float, h: float, css: str, tip: str) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(w, 0):.1f}" height="{h:g}" class="{css}">'
        f"<title>{escape(tip)}</title></rect>"
    )


def errors_by_field(fields: Mapping[str, Mapping[str, Any]]) -> str:
    """A bar for each field: values right, replaced by a wrong one, missed, and given without cause.

    All bars have one scale.
    """
    rows = [(name, *_parts(f)) for name, f in fields.items() if f["n"] or f["fp"]]
    longest = max((sum(row[1:]) for row in rows), default=1) or 1
    scale = (_WIDTH - _LEFT - 60) / longest
    body, y = [], 8.0
    for name, *parts in rows:
        x = float(_LEFT)
        body.append(_text(_LEFT - 8, y + 14, name, "end"))
        for n, css in zip(parts, ("right", "wrong", "missed", "extra"), strict=True):
            if n:
                body.append(_rect(x, y, n * scale, 18, css, f"{name}: {n} {css}"))
                if n * scale > 26:
                    body.append(_text(x + n * scale / 2, y + 13, str(n), "middle", "on"))
            x += n * scale
        body.append(_text(x + 6, y + 13, f"n {sum(parts[:3])}", css="soft"))
        y += 24
    names = (("right", "right"), ("wrong", "wrong value"), ("missed", "missed"),
             ("extra", "not in the labels"))  # fmt: skip
    for index, (css, text) in enumerate(names):
        x = _LEFT + 115 * index
        body += [_rect(x, y + 6, 12, 12, css, text), _text(x + 17, y + 16, text)]
    return _svg(y + 28, "Errors by field", body)


def _parts(figures: Mapping[str, Any]) -> tuple[int, int, int, int]:
    wrong = figures["replaced"]
    return figures["tp"], wrong, figures["fn"] - wrong, figures["fp"] - wrong


def intervals(fields: Mapping[str, Mapping[str, Any]]) -> str:
    """F1 of each field as a dot with its 95 % interval."""
    shown = [(name, f) for name, f in fields.items() if f["f1"] is not None]
    width = _WIDTH - _LEFT - 70
    bottom = 14 + 24 * len(shown)
    body = []
    for tenth in range(0, 11, 2):
        x = _LEFT + width * tenth / 10
        body.append(f'<line x1="{x:g}" y1="6" x2="{x:g}" y2="{bottom}" class="grid"/>')
        body.append(_text(x, bottom + 16, f"{tenth * 10} %", "middle", "soft"))
    for row, (name, figures) in enumerate(shown):
        y = 20 + 24 * row
        x = _LEFT + width * figures["f1"]
        body.append(_text(_LEFT - 8, y + 5, name, "end"))
        low, high = (figures.get("interval") or {}).get("f1") or (figures["f1"],) * 2
        body.append(
            f'<line x1="{_LEFT + width * low:.1f}" y1="{y}" x2="{_LEFT + width * high:.1f}" '
            f'y2="{y}" class="whisker"/>'
        )
        tip = f"{name}: F1 {100 * figures['f1']:.1f} %, n {figures['n']}"
        body.append(f'<circle cx="{x:.1f}" cy="{y}" r="5" class="dot"><title>{escape(tip)}</title>'
                    "</circle>")  # fmt: skip
        body.append(_text(_WIDTH - 60, y + 5, f"{100 * figures['f1']:.1f}", css="soft"))
    return _svg(bottom + 26, "F1 by field with 95 % intervals", body)


def reliability(curve: Mapping[str, Any]) -> str:
    """Confidence across, share of right records up; on the diagonal confidence is earned."""
    size, left, top = 300, 60, 10
    body = [
        f'<rect x="{left}" y="{top}" width="{size}" height="{size}" class="frame"/>',
        f'<line x1="{left}" y1="{top + size}" x2="{left + size}" y2="{top}" class="grid"/>',
    ]
    for quarter in range(5):
        share = quarter / 4
        body.append(_text(left + size * share, top + size + 18, f"{share:.2g}", "middle", "soft"))
        body.append(_text(left - 8, top + size * (1 - share) + 5, f"{share:.2g}", "end", "soft"))
    most = max((b["n"] for b in curve["bins"]), default=1)
    for b in curve["bins"]:
        x, y = left + size * b["confidence"], top + size * (1 - b["right"])
        tip = f"{b['n']} events: confidence {b['confidence']:.2f}, right {b['right']:.2f}"
        radius = 3 + 9 * (b["n"] / most) ** 0.5
        body.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" class="dot">'
                    f"<title>{tip}</title></circle>")  # fmt: skip
        body.append(_text(x + radius + 3, y + 4, str(b["n"]), css="soft"))
    body.append(_text(left + size / 2, top + size + 38, "confidence", "middle"))
    body.append(f'<text transform="translate(16 {top + size / 2}) rotate(-90)" '
                'text-anchor="middle">share of records right</text>')  # fmt: skip
    return _svg(top + size + 48, "Reliability of confidence", body, left + size + 60)


def confusion(table: Mapping[str, Mapping[str, int]]) -> str:
    """Labelled types down, predicted types across; darker is more."""
    names = {name for row in table.values() for name in row} | set(table)
    types = sorted(names - {MISSED, EXTRA})
    rows = [*types, *([EXTRA] if EXTRA in table else [])]
    columns = [*types, *([MISSED] if MISSED in names else [])]
    cell, left, top = 62, 170, 120
    most = max((n for row in table.values() for n in row.values()), default=1)
    body = [_text(left - 10, top - 10, "labelled ↓  predicted →", "end", "soft")]
    for j, name in enumerate(columns):
        x = left + cell * (j + 0.5)
        body.append(
            f'<text transform="translate({x:g} {top - 10}) rotate(-40)">{escape(name)}</text>'
        )
    for i, gold in enumerate(rows):
        y = top + 34 * i
        body.append(_text(left - 10, y + 21, gold, "end"))
        for j, predicted in enumerate(columns):
            n = table.get(gold, {}).get(predicted, 0)
            css = "right" if gold == predicted else "wrong"
            strength = f'style="fill-opacity:{0.15 + 0.85 * n / most if n else 0:.2f}"'
            x = left + cell * j
            body.append(f'<rect x="{x}" y="{y}" width="{cell - 3}" height="31" class="{css} cell" '
                        f"{strength}><title>{escape(gold)} read as {escape(predicted)}: {n}"
                        "</title></rect>")  # fmt: skip
            if n:
                dark = "on" if n > most * 0.5 else ""
                body.append(_text(x + cell / 2 - 1, y + 20, str(n), "middle", dark))
    width = max(left + cell * len(columns) + 90, 320)
    return _svg(top + 34 * len(rows) + 10, "Event types confused", body, width)
