"""Originals printed together as one PDF, in a process of its own."""
