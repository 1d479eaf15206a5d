"""qualkit: qualitative research from raw transcripts to a conclusion that can be defended."""
