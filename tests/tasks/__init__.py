"""What the task stage promises."""
