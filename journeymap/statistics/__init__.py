"""Statistics on plain numbers: counts, means and matrices; no journey is known here."""
