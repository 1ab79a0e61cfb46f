"""tasks → the function as a mixture, with intervals."""

from vacmap.functions.mixture import Mixture, MixtureParameters, holds, infer, infer_all
from vacmap.functions.profile import component_evidence, make_profile, make_profiles

__all__ = [
    "Mixture",
    "MixtureParameters",
    "component_evidence",
    "holds",
    "infer",
    "infer_all",
    "make_profile",
    "make_profiles",
]
