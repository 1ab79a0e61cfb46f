"""The data that come with vacmap; a package (``vacmap.data``) so both an installed vacmap and a checkout find it."""
