"""What the structure promises: the data that come with vacmap, and what the loader refuses."""
