"""A form's official Word file filled with a record: the printed places found, and nothing else touched."""
