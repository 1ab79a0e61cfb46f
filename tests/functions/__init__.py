"""What the function profile promises."""
