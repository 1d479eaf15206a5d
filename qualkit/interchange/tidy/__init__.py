"""The parts of a tidy folder: its tables, its codebook, and how it is put in place."""
