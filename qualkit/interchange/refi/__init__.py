"""REFI-QDA, the standard in which programs for qualitative analysis exchange projects and codebooks.

Reading goes from the file (`package`) over its parts (`code_reading`, `source_reading`, …), which gather
in `findings`, to a project (`reading`). Writing takes the same parts the other way (`outgoing`, `writing`).
"""
