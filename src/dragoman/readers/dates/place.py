"""What a rule may know beside its own words: the day of speech and where the story stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dragoman.readers.dates.values import Anchored, Point

# In a history a month named alone lies in the year that the story has reached, unless that
# would throw the story back by more than these months; then it is the next year. Chosen on
# WikiWars (development part): 7 to 9 do equally well.
_BACK = 7


@dataclass(frozen=True, slots=True)
class Place:
    """Where a time expression stands.

    Args:
        today: the day of publication or of speech; None if nobody says.
        kind: what `today` is.
        story: the last point on the calendar that the text has reached.
        narrative: True where months and days count from `story`, as in histories.
        tense: what the words around say of past and future.
        ahead: True if the report comes from where the day begins long before the outlet's.
    """

    today: date | None
    kind: Literal["publication", "utterance"] = "publication"
    story: Point | None = None
    narrative: bool = False
    tense: Literal["past", "future"] | None = None
    ahead: bool = False

    def year_of(self, month: int, day: int = 0) -> tuple[int, Anchored] | None:
        """The year of a month or day named without one, and what it hangs on.

        In news the latest past one, or the next where the tense is future; a day less than two
        months ahead of a report is ahead, not ten months ago (invitations and anniversaries).
        """
        if self.narrative and self.story is not None:
            year, reached, _ = self.story
            if reached and reached - month > _BACK:
                return year + 1, "event"
            return year, "event"
        if self.today is None:
            return None
        return _near(self.today, month, day, self.tense), self.kind


def _near(today: date, month: int, day: int, tense: str | None) -> int:
    ahead = (month - today.month) % 12
    if day and month == today.month:
        return today.year - (tense != "future" and day - today.day >= 28)
    # "the talks in November", without a verb, on 27 October
    soon = 0 < ahead <= 2 and (day or tense is None)
    if tense == "future" or soon:
        return today.year + (month < today.month)
    return today.year - (month > today.month)
