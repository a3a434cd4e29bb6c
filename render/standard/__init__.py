"""The standard forms drawn from their definitions: cover, rows, blocks, one look for all."""
