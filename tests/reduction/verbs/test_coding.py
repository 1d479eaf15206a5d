from __future__ import annotations

import pytest

import qualkit as qk
from qualkit import Study


def test_words_code_themselves(talk: Study) -> None:
    first = talk.reduction.in_vivo("talk", "We were tired.", parent="stage")
    code = talk.codebook["We were tired."]
    assert (code.kind, code.parent) == ("in vivo", "stage")
    assert talk.reduction.in_vivo("talk", "We were tired.") == first
    talk.reduction.in_vivo("talk", "Most of us\nsigned late.", name="most of us")
    assert sorted(talk.codings["code"]) == ["We were tired.", "most of us"]
    with pytest.raises(qk.InvalidInput, match="too many to name"):
        talk.reduction.in_vivo("talk", (0, 97))
    with pytest.raises(qk.InvalidInput, match="white space"):
        talk.reduction.in_vivo("talk", (2, 3))


def test_a_weight_is_one_of_the_codes_scale(talk: Study) -> None:
    talk.reduction.define("doubt", scale=["some", "much"])
    assert talk.codings.empty
    talk.reduction.code("talk", 2, "doubt", weight=2)
    for weight in (0, 3, 1.5, True):
        with pytest.raises(qk.InvalidInput, match="weight"):
            talk.reduction.code("talk", 4, "doubt", weight=weight)
