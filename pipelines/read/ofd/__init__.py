"""OFD, the fixed layout of GB/T 33190."""
