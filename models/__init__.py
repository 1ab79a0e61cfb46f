"""The models that come with vacmap; a package (``vacmap.models``) so both an installed vacmap and a checkout find it."""
