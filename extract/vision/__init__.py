"""Pictures of pages: image in, geometry out. Knows no form and reads no text; OpenCV and numpy load on first use."""
