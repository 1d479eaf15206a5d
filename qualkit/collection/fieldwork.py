"""The verbs of collection for fieldwork: surveys, contact summaries and the data accounting log."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd

from qualkit.collection import accounts, contacts, survey_intake
from qualkit.collection.accounting import Wanted
from qualkit.collection.verbs import Verbs


class Fieldwork(Verbs):
    """What was gathered in the field, and what is still to be gathered."""

    def survey(
        self,
        path: str | Path,
        /,
        *,
        text: str | Sequence[str],
        case: str | None = None,
        identifier: str | None = None,
        attributes: Sequence[str] | None = None,
        sheet: str | None = None,
        name: str | None = None,
        progress: Callable[[int, int, str], None] | None = None,
    ) -> pd.DataFrame:
        """Add the open answers of a survey, or bring them up to date: one source for each respondent.

        A respondent is recognised by what was answered, else by the source's name, which is made of the
        survey's name and the identifier. So give `identifier` where there is one, and the same `name` when a
        later export comes under another file name. Without an identifier the number of the row tells
        respondents apart, which holds only as long as rows are added at the end.

        All new respondents and attributes come in together, in one change. Each changed answer is a
        revision of its source, as with `revise`: what was coded moves along, and the old text is kept.
        A source that was revised by hand stays as it is as long as the file has the answer that it had.

        Parameters
        ----------
        path
            ``.csv`` or ``.tsv`` (delimited by comma, semicolon, tab or bar, in any encoding), ``.xlsx``,
            ``.ods``, ``.xls`` or ``.parquet``; headings are in the first row.
        text
            The column of the answers; or several, of which each is a turn with its heading as the question.
        case
            The column that names the case of each respondent; cases that do not exist are made.
        identifier
            The column that tells respondents apart. It names the source and the speaker.
        attributes
            The columns that become attributes of the source; all others by default. A blank cell says
            nothing. Numbers are numbers, dates ISO 8601, and a column with leading zeros is text.
        sheet
            The sheet of a workbook; the first by default.
        name
            What the survey is called in the names of its sources; the file's name by default.
        progress
            Called with the number of rows done, of all rows, and the survey's name.

        Returns
        -------
        pandas.DataFrame
            One row a respondent: `row source status message`. The row is that of the spreadsheet. The status
            is ``added``, ``updated``, ``known`` (nothing changed), ``empty`` (no answer: nothing is added,
            and what is there stays) or ``refused`` (and why; the others come in).

        Raises
        ------
        NotFound
            There is no such file, sheet or column; the nearest names are offered.
        InvalidInput
            The file cannot be read as a table.
        """
        return survey_intake.survey(
            self._session,
            path,
            text=text,
            case=case,
            identifier=identifier,
            attributes=attributes,
            sheet=sheet,
            name=name,
            progress=progress,
        )

    def contact_summary(
        self,
        source: str,
        path: str | Path | None = None,
        *,
        questions: str | Sequence[str] | None = None,
    ) -> Path:
        """Write a contact summary form on a source: a page to think about an interview or a visit.

        The Word file comes filled with what the study knows: kind, date, site, people, length, the most
        frequent codes, memos, and the answers of a contact summary that was read before. The grey fields are
        for the researcher: facts to correct, the main issues or themes, what was learned on the target
        questions, what else was salient, and the questions for the next contact. `read_contact_summary`
        brings them into the study.

        Parameters
        ----------
        source
            Its name.
        path
            The file to write, or a folder for it; by default a file named after the source, in the working
            directory.
        questions
            The target questions, each with a field of its own; by default the research questions of the
            study's conclusions, or one field for all where there are none.

        Returns
        -------
        pathlib.Path
            The file written.

        Raises
        ------
        NotFound
            There is no such source; the nearest names are offered.
        Conflict
            The file is there already: somebody may have written in it.

        References
        ----------
        Miles, M. B., Huberman, A. M., & Saldaña, J. (2014). *Qualitative data analysis: A methods sourcebook*
        (3rd ed.). Sage.
        """
        return contacts.contact_summary(self._session, source, path, questions=questions)

    def read_contact_summary(self, path: str | Path) -> pd.DataFrame:
        """Bring a contact summary form that was filled in back into the study.

        The answers become one analytic memo on the source, and take the place of those that were read before.
        Facts that were corrected become attributes of the source, and one that was emptied is taken away.
        Reading the same form again changes nothing.

        Parameters
        ----------
        path
            The form, as saved by Word or LibreOffice.

        Returns
        -------
        pandas.DataFrame
            One row for each change: `what before after`; what is ``memo`` or the name of an attribute.

        Raises
        ------
        NotFound
            There is no such file, or the study does not have the source of the form.
        InvalidInput
            The file is no form, or its fields are gone.
        """
        return contacts.read_contact_summary(self._session, path)

    def accounting_log(
        self, *, rows: str = "case", columns: str = "kind", wanted: Wanted | None = None
    ) -> pd.DataFrame:
        """Which data there are and which are still missing, such as each case by method of collection.

        A cell is ``done`` when each of its sources has been coded, ``partial`` when one has not (or has an
        attribute ``status: partial``), and ``missing`` when there is no source. For the usual log turn it
        with ``log.pivot(index="row", columns="column", values="state")``.

        Parameters
        ----------
        rows, columns
            ``case``, ``kind``, or any column of `Study.sources`, such as ``site`` or an attribute that says
            which research questions a source is about; an attribute with several values counts for each.
        wanted
            What is planned, such as ``{"Bapenda": ["interview", "observation"]}``, or a frame `row column`.
            By default every row is to have every column that any source has.

        Returns
        -------
        pandas.DataFrame
            One row a cell: `row column state sources date`. The date is that of its sources, or the first and
            the last. Sources without a value stand under ``not recorded``.

        Raises
        ------
        NotFound
            Sources have no such column; the nearest names are offered.
        InvalidInput
            `wanted` is of another form, or names a kind that there is not.

        References
        ----------
        Miles, M. B., Huberman, A. M., & Saldaña, J. (2014). *Qualitative data analysis: A methods sourcebook*
        (3rd ed.). Sage.
        """
        return accounts.accounting_log(self._session, rows=rows, columns=columns, wanted=wanted)
