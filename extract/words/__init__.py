"""What the words printed on a form mean: its labels, hints, titles and prompts, also misread ones."""
