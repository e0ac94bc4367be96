"""The examples in the docstrings of the gazetteer's modules hold."""

from __future__ import annotations

import doctest
import pkgutil
from importlib import import_module

import pytest

from mine_ie import gazetteer

MODULES = [m.name for m in pkgutil.iter_modules(gazetteer.__path__, "mine_ie.gazetteer.")]


@pytest.mark.parametrize("name", MODULES)
def test_examples_hold(name: str) -> None:
    assert doctest.testmod(import_module(name)).failed == 0
