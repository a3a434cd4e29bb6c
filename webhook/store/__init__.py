"""What is kept: rows in a database and bytes in a folder. The only room that says SQL."""
