"""Display: reduced data laid out as matrices, charts and networks."""
