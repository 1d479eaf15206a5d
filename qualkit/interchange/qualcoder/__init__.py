"""The parts of a QualCoder project, each read by a module of its own."""
