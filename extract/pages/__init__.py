"""Pages as people look at them beside the values read from them."""
