"""Spreadsheets: xlsx and xls."""
