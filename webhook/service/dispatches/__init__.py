"""Packages of originals that are sent up under a covering letter."""
