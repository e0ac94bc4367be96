"""Places offline: the gazetteer file, names, finding and resolving them."""

from mine_ie.gazetteer.record import acled_geo_precision, place, ucdp_where_prec
from mine_ie.gazetteer.store import Entry, GazetteerError, Store

__all__ = ["Entry", "GazetteerError", "Store", "acled_geo_precision", "place", "ucdp_where_prec"]
