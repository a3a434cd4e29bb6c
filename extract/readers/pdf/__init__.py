"""PDFs with a text layer, and the pages among them that are pictures."""
