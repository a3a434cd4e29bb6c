"""``/api/v1``: what programs ask, as JSON."""
