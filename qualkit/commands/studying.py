"""Commands on a study as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qualkit.commands.terminal import (
    Coder,
    Where,
    opened_study,
    working,
)


def demo(folder: Annotated[Path, typer.Argument(metavar="[DIR]")] = Path("coaching-demo")) -> None:
    """Run a whole small study on the shipped corpus, and say what it made."""
    from qualkit.demonstration import STUDY, demonstrate

    with working() as say:
        made = demonstrate(folder, step=say)
    print("Made from a corpus that was composed for qualkit (nobody's real words):")
    width = max(map(len, made))
    for what, path in made.items():
        print(f"  {what:<{width}}  {path}")
    where = folder / STUDY
    print("\nTry next:")
    print(f"  qualkit info {where}")
    print(f'  qualkit search {where} "pemutihan*"')
    print(f"  qualkit display {where} --rows case --columns code --code masalah --out masalah.docx")


def new(
    study: Where,
    title: Annotated[str, typer.Option(help="What the study is called.")],
    language: Annotated[str, typer.Option(help="ISO code of the sources' language.")] = "en",
    coder: Coder = None,
) -> None:
    """Make a new, empty study."""
    from qualkit.study import Study

    with Study.create(study, title=title, language=language, coder=coder) as made:
        print(made)


def info(study: Where, coder: Coder = None) -> None:
    """Say where a study stands, and what to do next."""
    with opened_study(study, coder) as opened:
        print(opened)


def undo(study: Where, coder: Coder = None) -> None:
    """Take back your own last change."""
    with opened_study(study, coder) as opened:
        undone = opened.undo()
    print(f"undone: {undone['verb']} ({undone['entity']}) of {undone['at'][:19].replace('T', ' ')}")
