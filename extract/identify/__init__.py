"""Which papers a file holds, and which form and edition each of them is."""
