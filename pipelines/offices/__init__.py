"""Whose report is it: office, kind, version. Maps reports to offices and never touches a fact."""
