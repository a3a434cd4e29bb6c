"""The letters' Word templates, and what built them; an office may open and change the .docx files in Word."""
