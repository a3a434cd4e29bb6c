"""Page pictures: upright, ruled, read, and laid out like the page of any other format."""
