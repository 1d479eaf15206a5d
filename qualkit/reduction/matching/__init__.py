"""How patterns are read, and how each part of them is found."""
