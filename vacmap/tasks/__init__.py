"""zones → tasks: sentences, and the clauses in them that each state one thing."""

from vacmap.tasks.extract import TaskSpan, TaskText, extract_all, extract_tasks, find_title, task_sentences
from vacmap.tasks.splitter import ClauseSplitter, load_splitter, save_splitter, shipped_splitter

__all__ = [
    "ClauseSplitter",
    "TaskSpan",
    "TaskText",
    "extract_all",
    "extract_tasks",
    "find_title",
    "load_splitter",
    "save_splitter",
    "shipped_splitter",
    "task_sentences",
]
