"""What the document says: bytes in, record out. Knows the forms; no web, no database."""
