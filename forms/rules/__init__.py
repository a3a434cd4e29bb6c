"""What no single field can state: one file a subject, every rule with its article, strength and what it reads."""
