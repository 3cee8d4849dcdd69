"""Proof that the tests of a module notice when the module is wrong: `python -m tools.mutants`."""
