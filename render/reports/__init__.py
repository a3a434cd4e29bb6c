"""附件3 and 附件6 made of what was recorded: the applications' records and the facts of the visit."""
