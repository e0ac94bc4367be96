"""The numbers of a text: where they stand, what they are (a count, an age ...) and how many.

Pure functions over strings; the spaCy component is :mod:`mine_ie.components.numbers`.
"""

from mine_ie.numbers.mentions import NumberMention, find

__all__ = ["NumberMention", "find"]
