"""The office's own editions of the forms: drafted, finished, tried, put in force."""
