"""How quick the lists, the search and the ways are, beside the bare SQL of the same run."""
