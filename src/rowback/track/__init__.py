"""Joins the stages; nobody else knows their order.

checking: addresses -> checks, with what they found recorded in the store.
history: an article's revisions, and comparisons between them.
lookup: what a user typed -> the article and the revisions that are meant.
"""
