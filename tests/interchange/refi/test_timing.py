from qualkit.interchange.project import Transcript
from qualkit.interchange.refi.timing import sync_points, timed
from qualkit.model import Turn

SCRIPT = Transcript("Ana: satu\nBudi: dua\n", (Turn(start=5, end=9), Turn(start=16, end=19)))


def times(script: Transcript) -> list[tuple[float | None, float | None]]:
    return [(turn.begins, turn.ends) for turn in script.turns]


def test_points_before_the_name_of_the_speaker_time_both_turns() -> None:
    assert times(timed(SCRIPT, {0: 0.0, 10: 2.5, 19: 4.0})) == [(0.0, 2.5), (2.5, 4.0)]


def test_times_become_points_and_come_back() -> None:
    told = timed(SCRIPT, {5: 1.25, 19: 4.0})
    assert sync_points(told, ()) == {5: 1250, 19: 4000}
    assert timed(SCRIPT, {at: stamp / 1000 for at, stamp in sync_points(told, ()).items() if stamp}) == told


def test_bounds_without_a_known_time_are_points_without_one() -> None:
    assert sync_points(timed(SCRIPT, {5: 1.0}), (5, 7)) == {5: 1000, 7: None}
