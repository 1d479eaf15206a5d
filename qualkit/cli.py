"""The command line: its commands, and how it ends."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable

import typer

from qualkit.commands import (
    analysing,
    collecting,
    concluding,
    exchanging,
    protecting,
    reducing,
    reviewing,
    showing,
    studying,
)
from qualkit.errors import QualkitError

app = typer.Typer(
    help="Qualitative research from raw transcripts to a conclusion that can be defended.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

_COMMANDS: dict[str, Callable[..., None]] = {
    "demo": studying.demo,
    "new": studying.new,
    "add": collecting.add,
    "survey": collecting.survey,
    "case": collecting.describe,
    "speakers": collecting.speakers,
    "revise": collecting.revise,
    "pseudonyms": protecting.pseudonyms,
    "pseudonymise": protecting.pseudonymise,
    "reveal": protecting.reveal,
    "codebook": reducing.codebook,
    "autocode": reducing.autocode,
    "accept": reviewing.accept,
    "reject": reviewing.reject,
    "search": reducing.search,
    "query": analysing.query,
    "memo": reviewing.memo,
    "agreement": analysing.agreement,
    "reconcile": reviewing.reconcile,
    "themes": analysing.themes,
    "suggest": analysing.suggest,
    "link": reviewing.link,
    "mark": reviewing.mark,
    "display": showing.display,
    "refresh": showing.refresh,
    "conclude": concluding.conclude,
    "verify": concluding.verify,
    "export": exchanging.export,
    "import": exchanging.import_study,
    "merge": exchanging.merge,
    "undo": studying.undo,
    "info": studying.info,
}
for name, command in _COMMANDS.items():
    app.command(name)(command)


def main() -> None:
    """Run the command line: exit 0 when done, 1 when refused (with one line on stderr), 2 for wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        app()
    except (QualkitError, OSError) as error:
        print(f"qualkit: {error}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
