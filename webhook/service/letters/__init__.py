"""Letters: what may be written, their life from draft to delivery, their numbers, PDFs and mails."""
