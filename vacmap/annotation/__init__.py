"""functions → files for an annotation tool; what people made of them there → labelled vacancies."""

from vacmap.annotation.labelled import labelled_vacancy
from vacmap.annotation.tools import TOOLS, export_labelled, import_labelled

__all__ = ["TOOLS", "export_labelled", "import_labelled", "labelled_vacancy"]
