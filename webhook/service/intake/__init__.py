"""What comes in by upload, photograph and mail: kept first, then read as jobs."""
