"""zones → tasks."""

from vacmap.tasks.extract import TaskSpan, extract_tasks, find_title

__all__ = ["TaskSpan", "extract_tasks", "find_title"]
