"""The codebook explains every code of a quote."""

from __future__ import annotations

from typing import get_args, get_type_hints

import pytest

from dragoman import lore
from dragoman.finding import KINDS, Act, Check, ClaimStatus, Office, Quote, SpeakerStatus, Wording

LISTS = {
    "act": get_args(Act),
    "speaker_status": get_args(SpeakerStatus),
    "quote_form": get_args(get_type_hints(Quote)["form"]),
    "kind": tuple(KINDS),
    "wording_type": get_args(get_type_hints(Wording)["type"]),
    "check": get_args(get_type_hints(Check)["check"]),
    "claim_status": get_args(ClaimStatus),
    "office_change": get_args(get_type_hints(Office)["change"]),
    "wording_via": get_args(get_type_hints(Wording)["via"]),
}


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_those_of_the_findings(name: str) -> None:
    assert {t.code for t in lore.codebook().terms if t.list == name} == set(LISTS[name])


def test_terms_of_quotes_say_what_they_mean_and_what_they_do_not() -> None:
    own = [t for t in lore.codebook().terms if t.list in (*LISTS, "quote_field")]
    assert {"depth", "affiliation", "anonymity_reason"} <= {t.code for t in own}
    for t in own:
        assert t.definition, t.code
        assert t.examples, t.code
        assert t.counter_examples, t.code
        assert t.source, t.code


def test_codes_are_unique_within_their_list() -> None:
    every = [(t.list, t.code) for t in lore.codebook().terms]
    assert len(every) == len(set(every))
