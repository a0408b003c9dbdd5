"""What a word is where words are counted."""

from __future__ import annotations

import re

# A run of letters or figures with its hyphens, points and apostrophes: "U.S.-led", "1,100",
# "long-standing" and "Kim's" are one word each; so is one that a hyphen breaks at a line end.
WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}(?:-\w+)*|\d+(?:[.,:]\d+)+"
    r"|[^\W_]+(?:(?:['’]|[-‐‑](?:[ \t]*\r?\n\s*)?|\.(?=\d))[^\W_]+)*"
)
