"""What the tests share: one pipeline, and the labelled texts where they are to be had."""

from __future__ import annotations

from pathlib import Path

import pytest

import mine_ie

SHARED = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def nlp():
    """The default pipeline, built once."""
    return mine_ie.load()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real texts; tests that need it skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the real texts with labels are not beside this checkout")
    return SHARED
