"""PDF: pdfium first, pdfplumber where figures are in doubt."""
