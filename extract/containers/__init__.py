"""Files that hold files: zips and mails, and what stands in them."""
