import pytest

from qualkit.interchange.refi.identities import about_id, derived, guid, remark_id, selection_id


@pytest.mark.parametrize(
    "written",
    [
        "0d62985d-b147-5d01-a9b5-cae5dcd98342",
        "0D62985D-B147-5D01-A9B5-CAE5DCD98342",
        "{0D62985D-b147-5D01-A9B5-CAE5DCD98342}",
        " 0d62985d-b147-5d01-a9b5-cae5dcd98342 ",
    ],
)
def test_all_ways_to_write_a_guid_are_one(written: str) -> None:
    assert guid(written) == "0d62985d-b147-5d01-a9b5-cae5dcd98342"


def test_what_is_no_guid_becomes_one_that_stays_the_same() -> None:
    assert guid("code 7") == guid("CODE 7") != guid("code 8")
    assert guid(guid("code 7")) == guid("code 7")


def test_derived_ids_differ_by_what_they_are_for() -> None:
    made = {derived("a"), remark_id("a"), about_id("a"), selection_id("a", 0, 1), selection_id("a", 0, 2)}
    assert len(made) == 5
