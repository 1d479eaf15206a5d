"""The parts of Taguette's projects and exports, each read by a module of its own."""
