"""What bytes are before a reader opens them, and zips inflated no further than the limits."""
