"""Forms: documents of headed sections, filled from a study, to be filled in and read back."""

from __future__ import annotations

from qualkit.display.forms.case_analysis_meeting_form import case_analysis_meeting_form
from qualkit.display.forms.contact_summary_form import contact_summary_form
from qualkit.display.forms.document_summary_form import document_summary_form
from qualkit.display.forms.form import Form, Line, Section
from qualkit.display.forms.interim_case_summary import interim_case_summary
from qualkit.display.forms.poetic_display import poetic_display
from qualkit.display.forms.pre_structured_case_outline import pre_structured_case_outline
from qualkit.display.forms.prediction_form import prediction_form
from qualkit.display.forms.reading import Filled, read
from qualkit.display.forms.sequential_analyses import sequential_analyses
from qualkit.display.forms.vignette import vignette

__all__ = [
    "Filled",
    "Form",
    "Line",
    "Section",
    "case_analysis_meeting_form",
    "contact_summary_form",
    "document_summary_form",
    "interim_case_summary",
    "poetic_display",
    "pre_structured_case_outline",
    "prediction_form",
    "read",
    "sequential_analyses",
    "vignette",
]
