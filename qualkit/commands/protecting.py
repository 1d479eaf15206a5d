"""Commands that protect those who took part: pseudonyms and their key."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qualkit.commands.terminal import Coder, Where, opened_study, print_table, working
from qualkit.errors import InvalidInput, NotFound

if TYPE_CHECKING:
    import pandas as pd

PASSPHRASE = "QUALKIT_PASSPHRASE"
_YES = ("1", "true", "yes", "ya", "y", "x", "✓")

Key = Annotated[Path, typer.Option("--key", help="The encrypted file with what pseudonyms stand for.")]


def pseudonyms(
    study: Where,
    out: Annotated[Path | None, typer.Option(help="Write the proposals to this .csv file.")] = None,
    left: Annotated[bool, typer.Option("--left", help="List what identifying text is left.")] = False,
    coder: Coder = None,
) -> None:
    """Propose pseudonyms for names and numbers; put yes under 'confirmed' in the file, then pseudonymise."""
    with opened_study(study, coder) as opened, working() as say:
        say("looking")
        found = opened.collection.identifying() if left else opened.collection.propose_pseudonyms()
    if out:
        found.to_csv(out, index=False, encoding="utf-8-sig")
        print(out)
    else:
        print_table(found.drop(columns=["confirmed"], errors="ignore"))


def pseudonymise(
    study: Where,
    proposals: Annotated[Path, typer.Argument(help="The .csv file with what is confirmed.")],
    key: Key,
    coder: Coder = None,
) -> None:
    """Put confirmed pseudonyms in the place of words, for good; only the key knows the words then."""
    rules = _confirmed(proposals)
    with opened_study(study, coder) as opened:
        passphrase = _passphrase(confirm=not key.exists())
        report = opened.collection.pseudonymise(rules, key=key, passphrase=passphrase)
    print_table(report)
    print(f"The key is {key}. Keep it apart from the study, and the passphrase apart from both.")


def reveal(
    study: Where,
    source: Annotated[str, typer.Argument(help="The source to read.")],
    key: Key,
    coder: Coder = None,
) -> None:
    """Read a source with its original words; the study stays as it is."""
    with opened_study(study, coder) as opened:
        print(opened.collection.reveal(source, key=key, passphrase=_passphrase(confirm=False)), end="")


def _passphrase(*, confirm: bool) -> str:
    """The passphrase from the environment, else asked for without showing it."""
    given = os.environ.get(PASSPHRASE)
    if given is not None:
        return given
    return str(typer.prompt("Passphrase of the key", hide_input=True, confirmation_prompt=confirm, err=True))


def _confirmed(path: Path) -> pd.DataFrame:
    import pandas as pd

    if not path.is_file():
        raise NotFound(f"There is no file {path}. Make one: qualkit pseudonyms STUDY --out {path.name}")
    try:
        table = pd.read_csv(
            path, dtype=str, keep_default_na=False, encoding="utf-8-sig", sep=None, engine="python"
        )
    except (ValueError, UnicodeDecodeError) as error:
        raise InvalidInput(f"{path} is no table ({error}). Save it as CSV (UTF-8).") from None
    if "confirmed" not in table:
        raise InvalidInput(f"{path} has no column 'confirmed'; it has {', '.join(table.columns)}.")
    return table.assign(confirmed=[each.strip().casefold() in _YES for each in table["confirmed"]])
