"""Numbers that are one character with their circle, brackets or full stop: they need no sign behind them."""

ENCLOSED = "[①-⑳⑴-⒇⒈-⒛㈠-㈩]"
"""Any of them, as part of a pattern."""
