"""Whether a paper that is handed in keeps to the rules, before it goes out."""
