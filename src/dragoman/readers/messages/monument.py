"""The words for what wreaths and baskets are laid before."""

from __future__ import annotations

import re

MONUMENT = re.compile(
    r"\b(?:(?:the|his|her|their|a|an) )?(?:(?:smiling|full-length|main theme|joint|[A-Z][\w'-]+\.?|Mt\.|equestrian|bronze|"
    r"mosaic|revolutionary|martyrs') ){0,5}"
    r"(?:[Bb]iers?|[Ss]tatues?|[Pp]ortraits?|[Tt]ombs?|[Gg]raves?|[Mm]onuments?|[Cc]emeter(?:y|ies)|[Mm]ausoleum|[Cc]offin|"
    r"[Uu]rn|[Tt]owers?|[Bb]usts?|[Mm]osaic|[Pp]aintings?|[Mm]emorials?|[Oo]belisk|[Aa]ltar|[Ss]culptures?|Eternal Flame)\b"
)
