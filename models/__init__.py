"""The models that come with vacmap; a package (``vacmap.models``) so that an installed vacmap and a checkout find it alike."""
