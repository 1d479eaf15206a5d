"""Themes: clusters of segments or codes, and how soon new sources stop adding codes."""

from qualkit.reduction.themes.codes import code_themes
from qualkit.reduction.themes.discovering import themes
from qualkit.reduction.themes.saturation import Saturation, saturation
from qualkit.reduction.themes.space import Encoder
from qualkit.reduction.themes.value import Themes

__all__ = ["Encoder", "Saturation", "Themes", "code_themes", "saturation", "themes"]
