"""Who does the work: the embedded runner over the job rows, and the child processes that read documents."""
