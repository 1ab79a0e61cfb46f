"""blocks of the structure → a draft function profile in the words of a vacancy, with its sources"""

from vacmap.compose.blocks import Block, Source, block_ids, parse_weights, pick_blocks
from vacmap.compose.choose import usual_tasks
from vacmap.compose.draft import Draft, DraftTask, compose
from vacmap.compose.errors import ComposeError
from vacmap.compose.views import DRAFT_FORMATS, render_draft

__all__ = [
    "DRAFT_FORMATS",
    "Block",
    "ComposeError",
    "Draft",
    "DraftTask",
    "Source",
    "block_ids",
    "compose",
    "parse_weights",
    "pick_blocks",
    "render_draft",
    "usual_tasks",
]
