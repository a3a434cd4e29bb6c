"""What an officer looks at and decides: records, findings, companion papers, and the pieces of pages that prove them."""
