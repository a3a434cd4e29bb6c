"""Which answers a person is asked to look at: what was read unsurely, and what a scan may hide."""
