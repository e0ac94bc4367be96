"""Files that appear whole, in place of the old one, or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(path: str | Path) -> Iterator[Path]:
    """Give a passing file beside ``path`` to write, and put it in place when all went well.

    A link is followed, so that the file it names is replaced, not the link.

    Raises:
        OSError: ``path`` is a folder, a device or a pipe, or its folder cannot be written; the
            message names ``path``, not the passing file.
    """
    target = Path(path).resolve()
    if target.is_dir():
        raise IsADirectoryError(f"{path}: is a folder; name a file")
    if target.exists() and not target.is_file():
        raise OSError(f"{path}: is no regular file; name one, or use - for standard output")
    if not target.parent.is_dir():
        raise FileNotFoundError(f"{path}: there is no folder {target.parent}")
    part = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        yield part
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)
