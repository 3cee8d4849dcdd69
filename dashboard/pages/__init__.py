"""One file for each page: what is asked for -> what it shows."""
