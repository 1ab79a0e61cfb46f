"""What the words stage promises."""
