"""Composed expressions."""


def compose(found, context):
    return found
