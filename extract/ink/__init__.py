"""Handwritten signatures on pictures of pages: ink where one signs, once print, rules and seals are taken away."""
