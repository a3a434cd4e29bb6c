"""What we say back: letters, blanks, filled standard forms. Knows the forms; no web, no extraction."""
