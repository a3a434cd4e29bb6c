"""Submissions as they stand: what was read, what was found, what is known beside the papers."""
