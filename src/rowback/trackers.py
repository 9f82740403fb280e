"""Query of an address -> the query without what only says where a reader came from."""

import re

# `ref` and `id` are not among them: on some sites they choose the page.
_TRACKER = re.compile(
    r"(utm_\w+|at_(campaign|custom\d|link_\w+|medium|ptr_name|format|bbc_team)|_hs(enc|mi)|__hs(tc|sc|fp)|mc_[ce]id|_g[al]|[dg]clid|"
    r"[gw]braid|fbclid|msclkid|ttclid|twclid|yclid|igshid|igsh|li_fat_id|mkt_tok|vero_(id|conv)|oly_(anon|enc)_id|"
    r"wickedid|xtor)",
    re.IGNORECASE,
)


def without_trackers(query: str) -> str:
    """The query without trackers and empty parts, otherwise as it was: `utm_source=x&id=5` is `id=5`."""
    return "&".join(part for part in query.split("&") if part and not _TRACKER.fullmatch(part.split("=")[0]))
