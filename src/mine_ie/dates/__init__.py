"""Dates, periods and durations in English news text, resolved on the article's own clock.

>>> [(m.text, m.value) for m in find("The blast on Friday hurt one.", "2024-08-26")]
[('Friday', '2024-08-23')]
"""

from mine_ie.dates.clock import clock
from mine_ie.dates.find import find
from mine_ie.dates.mention import DateMention
from mine_ie.dates.values import Interval, interval

__all__ = ["DateMention", "Interval", "clock", "find", "interval"]
