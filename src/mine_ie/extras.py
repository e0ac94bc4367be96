"""Optional dependencies: import them where they are needed, or say what to install."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType


class MissingExtra(ImportError):
    """A feature needs a package that is not installed; the message says which extra brings it."""


def need(module: str, extra: str, purpose: str) -> ModuleType:
    """Import ``module``, which the extra ``extra`` of this package brings.

    >>> need("json", "json", "reading JSON").__name__
    'json'

    Raises:
        MissingExtra: it is not installed.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingExtra(
            f"{purpose} needs the package {module.partition('.')[0]}: "
            f'pip install "mine-ie[{extra}]"'
        ) from error
