"""Word processing: docx, Word XML, doc and wps, rtf, and LibreOffice for what is older."""
