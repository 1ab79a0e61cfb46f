"""What the activities stage promises."""
