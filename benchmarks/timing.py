"""What is measured and how: the median of three runs, each on fresh material; growth; peak memory."""

from __future__ import annotations

import ctypes
import gc
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from math import log
from pathlib import Path

Work = Callable[[], object]
Prepare = Callable[[int], AbstractContextManager[Work]]
"""Makes the material of one size; what it yields is timed, once."""

_RUNS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """Another way to the same, timed in the same run.

    One that would take too long is timed at ``most`` and scaled up to the size by its known ``power``.
    ``remark`` says of a size what the peer does not do.
    """

    name: str
    prepare: Prepare
    most: int | None = None
    power: int = 1
    remark: Callable[[int], str] | None = None

    def seconds(self, size: int) -> float:
        """What the peer takes at a size."""
        timed = self.timed_at(size)
        return measure(self.prepare, timed).seconds * (size / timed) ** self.power

    def timed_at(self, size: int) -> int:
        """The size at which it is really timed."""
        return min(size, self.most or size)


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """Something that qualkit does, at three sizes."""

    topic: str
    unit: str
    sizes: tuple[int, int, int]
    prepare: Prepare
    peers: tuple[Peer, ...] = ()

    def run(self) -> list[Measured]:
        """Measure qualkit at each size."""
        return [measure(self.prepare, size) for size in self.sizes]


@dataclass(frozen=True, slots=True)
class Measured:
    """The median time, and the most memory that any run held beyond what it began with (on Linux)."""

    seconds: float
    megabytes: float | None


def measure(prepare: Prepare, size: int) -> Measured:
    """Time the work of one size."""
    runs = [_run(prepare, size) for _ in range(_RUNS)]
    held = [each.megabytes for each in runs if each.megabytes is not None]
    return Measured(statistics.median(each.seconds for each in runs), max(held, default=None))


def growth(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """The power of the size by which the time grows: the slope of the logarithm of one on the other."""
    return statistics.linear_regression([log(size) for size in sizes], [log(each) for each in seconds]).slope


def _run(prepare: Prepare, size: int) -> Measured:
    with prepare(size) as work:
        gc.collect()
        held = _forget_peak()
        began = time.perf_counter()
        result = work()
        seconds = time.perf_counter() - began
        peak = _memory("VmHWM")
        del result
    return Measured(seconds, None if held is None or peak is None else peak - held)


def _forget_peak() -> float | None:
    """Give free memory back, begin a new peak, and say what is held now."""
    if sys.platform != "linux":
        return None
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)
    Path("/proc/self/clear_refs").write_text("5")
    return _memory("VmRSS")


def _memory(name: str) -> float | None:
    """A line of the kernel's account of this process, in megabytes."""
    if sys.platform != "linux":
        return None
    lines = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(lines[name].split()[0]) / 1024
