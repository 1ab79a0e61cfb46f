"""What the zone stage promises."""
