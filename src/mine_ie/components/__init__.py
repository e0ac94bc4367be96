"""spaCy components, one factory a file; each writes one layer."""
