"""The data that come with vacmap; a package (``vacmap.data``) so that an installed vacmap and a checkout find it alike."""
