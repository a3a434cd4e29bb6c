"""What the office does with what comes in: receive, read, review, decide, answer. No Flask and no SQL here."""
