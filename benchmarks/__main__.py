"""Time qualkit, its growth and its peers, and print the table.

``python -m benchmarks`` takes about a minute; ``python -m benchmarks --full`` goes to 1,000 transcripts,
20 MB of text to code, a million codings and 500 rows of quotations, and takes many minutes. The material
is made up (see `benchmarks.data`), and nothing is asserted of a time. A line of the table is a piece of
work at three sizes: the median of three runs each, the power of the size by which the time grows (1 is
linear), and the peak of memory beyond what was held before. Below it, its peers at the largest size, each
timed in the same run; the ratio is qualkit's time to the peer's, so that less than 1 is faster.
"""

from __future__ import annotations

import argparse
import itertools

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from benchmarks import (
    adding,
    agreeing,
    autocoding,
    documents,
    exchange,
    frames,
    manuscripts,
    matrices,
    opening,
    querying,
    reading,
    surveying,
    theming,
    trail,
)
from benchmarks.timing import Benchmark, Measured, Peer, growth

_TOPICS = (
    *(adding, reading, surveying, exchange),
    *(autocoding, agreeing, querying, theming),
    *(frames, matrices, documents, manuscripts, opening, trail),
)


def main() -> None:
    """Run all, and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Time qualkit and its peers.")
    parser.add_argument("--full", action="store_true", help="the large sizes; many minutes")
    full = parser.parse_args().full
    chosen = list(itertools.chain.from_iterable(topic.benchmarks(full=full) for topic in _TOPICS))
    table = Table("work", "sizes", "seconds", "growth", "peak MB", "ratio", title="qualkit and its peers")
    with Progress(console=Console(stderr=True), transient=True) as progress:
        for each in progress.track(chosen, description="Measuring"):
            _add(table, each)
    Console(width=None if Console().is_terminal else 130).print(table)


def _add(table: Table, benchmark: Benchmark) -> None:
    measured = benchmark.run()
    table.add_row(
        f"[bold]{benchmark.topic}[/]",
        f"{' / '.join(f'{size:,}' for size in benchmark.sizes)} {benchmark.unit}",
        " / ".join(_seconds(each.seconds) for each in measured),
        f"{growth(benchmark.sizes, [each.seconds for each in measured]):.2f}",
        _megabytes(measured[-1]),
        "",
    )
    for peer in benchmark.peers:
        _add_peer(table, peer, size=benchmark.sizes[-1], ours=measured[-1].seconds)
    table.add_section()


def _add_peer(table: Table, peer: Peer, *, size: int, ours: float) -> None:
    seconds, timed = peer.seconds(size), peer.timed_at(size)
    remarks = [f"from {timed:,} by size^{peer.power}"] if timed < size else []
    remarks += [peer.remark(timed)] if peer.remark else []
    table.add_row(
        f"  {peer.name}",
        "; ".join([f"{size:,}", *remarks]),
        _seconds(seconds),
        "",
        "",
        f"{ours / seconds:.2g}",
    )


def _seconds(value: float) -> str:
    return f"{value:.3g}"


def _megabytes(measured: Measured) -> str:
    return "" if measured.megabytes is None else f"{measured.megabytes:,.0f}"


if __name__ == "__main__":
    main()
