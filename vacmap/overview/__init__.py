"""tables of an archive → what it holds: mixtures, purity, what goes together, types of functions"""

from vacmap.overview.errors import OverviewError
from vacmap.overview.formats import OVERVIEW_FORMATS, render_overview
from vacmap.overview.summary import Overview, make_overview

__all__ = ["OVERVIEW_FORMATS", "Overview", "OverviewError", "make_overview", "render_overview"]
