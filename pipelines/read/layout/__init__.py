"""Pages as glyphs and drawn lines -> lines of text and tables, shared by the formats that have
pages."""
