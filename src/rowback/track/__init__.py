"""Joins the stages; nobody else knows their order.

checking: addresses -> checks, with what they found recorded in the store.
looking, recording: a server's answer -> a check; a page with other bytes -> a revision, or a held capture.
returns: texts that come back: corrections taken back, and variants.
resolving: what only the user can decide of a held capture.
standing: how the watched articles stand.
history: an article's revisions, and comparisons between them.
lookup: what a user typed -> the article and the revisions that are meant.
"""
