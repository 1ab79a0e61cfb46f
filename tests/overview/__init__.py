"""What the overview of an archive promises, per module of vacmap/overview."""
