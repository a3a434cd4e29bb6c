"""What a picture of a mark is, by its pixels alone: a seal, a signature, or neither."""
