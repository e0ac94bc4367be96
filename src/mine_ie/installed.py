"""What is installed here: the code, its data and the packages that results depend on."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from pathlib import Path

_PACKAGE = Path(__file__).parent
#: Packages whose release may change what is read off a text, or how it is written.
_PACKAGES = (
    *("spacy", "thinc", "numpy", "regex", "charset-normalizer"),
    *("trafilatura", "htmldate", "resiliparse", "fastwarc", "pyarrow"),
)


@cache
def code() -> str:
    """Digest of the package's own modules.

    >>> len(code())
    16
    """
    return digest(sorted(_PACKAGE.rglob("*.py")))


@cache
def data() -> str:
    """Digest of the shipped lexicons and the gazetteer."""
    return digest(sorted(p for p in (_PACKAGE / "data").rglob("*") if p.is_file()))


def packages() -> dict[str, str | None]:
    """Release of Python and of each package; ``None`` for one that is not installed."""
    return {"python": platform.python_version(), **{name: _version(name) for name in _PACKAGES}}


def digest(files: Iterable[Path]) -> str:
    """Digest of the content of ``files``, in their order.

    Raises:
        OSError: a file cannot be read.
    """
    total = hashlib.sha256()
    for file in files:
        with open(file, "rb") as stream:
            total.update(hashlib.file_digest(stream, "sha256").digest())
    return total.hexdigest()[:16]


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
