"""A draft edition from an official blank."""
