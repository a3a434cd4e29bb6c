"""The books of the office: what came in, what went out, who passed."""
