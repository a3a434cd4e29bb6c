"""One file per form and edition: literals only, no logic."""
