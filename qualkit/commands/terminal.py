"""What commands share: their common arguments, the open study, tables and progress on the terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qualkit.errors import InvalidInput

if TYPE_CHECKING:
    import pandas as pd

    from qualkit.study import Study


Where = Annotated[str, typer.Argument(metavar="STUDY", help="A study file, or a postgresql:// URL.")]
Coder = Annotated[str | None, typer.Option("--coder", "-c", help="Who is at work; your user name otherwise.")]
Codes = Annotated[
    list[str] | None, typer.Option("--code", help="Only this code and all below it; repeatable.")
]
Sources = Annotated[
    list[str] | None, typer.Option("--source", help="Only this source; * is a wildcard; repeatable.")
]


@contextmanager
def opened_study(where: str, coder: str | None) -> Iterator[Study]:
    """The study that a command works on."""
    from qualkit.study import Study

    with Study.open(where, coder=coder) as study:
        yield study


@contextmanager
def working() -> Iterator[Any]:
    """A spinner on the terminal's standard error, told what is being done."""
    from rich.console import Console

    with Console(stderr=True).status("starting") as status:
        yield status.update


@contextmanager
def counting(what: str) -> Iterator[Any]:
    """A progress bar on the terminal's standard error."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total, name: bar.update(task, completed=done, total=total, description=name)


def print_table(frame: pd.DataFrame) -> None:
    """Print a frame without rules; nothing if it is empty."""
    if frame.empty:
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in frame.columns:
        table.add_column(str(column), overflow="fold")
    for row in frame.astype(object).where(frame.notna(), "").itertuples(index=False):
        table.add_row(*map(str, row))
    Console(markup=False, highlight=False).print(table)


def pairs(given: list[str] | None) -> dict[str, Any]:
    """NAME=VALUE, numbers as numbers."""
    pairs: dict[str, Any] = {}
    for each in given or ():
        name, found, value = each.partition("=")
        if not found or not name.strip():
            raise InvalidInput(f"{each!r} is not NAME=VALUE.")
        pairs[name.strip()] = number(value.strip())
    return pairs


def number(value: str) -> Any:
    """A number where one is meant for certain; codes such as 007 or +62 stay text."""
    if re.fullmatch(r"-?\d+,\d+|-?\d{1,3}([.,]\d{3})+", value):
        raise InvalidInput(f"{value!r} can be read as two numbers: write 15400 or 15.4.")
    if re.fullmatch(r"-?(0|[1-9]\d*)", value):
        return int(value)
    return float(value) if re.fullmatch(r"-?(0|[1-9]\d*)\.\d+", value) else value
