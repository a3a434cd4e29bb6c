"""From what was located to a record: answers, rows, and opinion blocks with their signatures and seals."""
