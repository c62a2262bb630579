"""publish: entries and a bibliography become cited, proved dossiers."""
