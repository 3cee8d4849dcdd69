"""What writes pages, samples and fixtures that are committed (`make docs` and the modules beside
`docs.py`), and what tries the tests (`mutants/`). Nothing of the product imports it."""
