"""Papers of the catalogue made of records and stated facts, one or many at once."""
