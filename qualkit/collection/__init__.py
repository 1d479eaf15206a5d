"""Collection: files become sources, turns and cases."""
