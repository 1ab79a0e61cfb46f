"""The data that come with vacmap; a package (``vacmap.data``), found in a checkout as when it is installed."""
