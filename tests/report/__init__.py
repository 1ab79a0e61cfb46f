"""What the report promises, per module of vacmap/report."""
