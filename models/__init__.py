"""The models that come with vacmap; a package (``vacmap.models``), found in a checkout as when it is installed."""
