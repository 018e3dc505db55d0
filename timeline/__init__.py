"""News articles in; a dated, sourced event table out."""
