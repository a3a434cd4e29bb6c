"""Every official paper of the programme: what it is, what it needs, and how it is put into words."""
