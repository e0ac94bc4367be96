"""Errors in words for people: what is wrong with which file, without numbers or class names."""

from __future__ import annotations


def plain(error: BaseException) -> str:
    """Return one line for ``error``.

    >>> plain(FileNotFoundError(2, "No such file or directory", "news.txt"))
    'news.txt: no such file or directory'
    >>> plain(ValueError("no text\\n  in sight")), plain(EOFError())
    ('no text in sight', 'EOFError')
    """
    if isinstance(error, OSError) and error.strerror:
        cause = error.strerror[:1].lower() + error.strerror[1:]
        text = f"{error.filename}: {cause}" if error.filename is not None else cause
    else:
        text = str(error)
    return " ".join(text.split()) or type(error).__name__
