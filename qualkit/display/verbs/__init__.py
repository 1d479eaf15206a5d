"""The verbs of display that keep something in the study, or read something back."""
