"""Word files: WordprocessingML walked as XML."""
