"""From layers to events: :func:`events`, a pure function of the Doc."""

from __future__ import annotations

from mine_ie.assemble.build import events

__all__ = ["events"]
