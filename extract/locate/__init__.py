"""Where each slot's answer stands: a walk over a document by labels and structure, never by position alone."""
