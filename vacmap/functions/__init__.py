"""tasks → the function as a mixture, with intervals."""

from vacmap.functions.mixture import Mixture, MixtureParameters, holds, infer
from vacmap.functions.profile import component_evidence, make_profile

__all__ = ["Mixture", "MixtureParameters", "component_evidence", "holds", "infer", "make_profile"]
