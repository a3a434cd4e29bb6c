"""What the regulation asks: definitions, kinds of answer, rules. No web, no documents, no database, no clock."""
