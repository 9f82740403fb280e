"""A whole life of one article in a few seconds: a news site on loopback, a real store, a check at each tick."""
