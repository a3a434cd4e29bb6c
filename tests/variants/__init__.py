"""The six forms drawn in many layouts with their truth carried along: what a person would read in them."""
