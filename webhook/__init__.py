"""How it reaches people: Flask, storage, jobs, mail."""
