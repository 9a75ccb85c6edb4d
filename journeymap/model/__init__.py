"""The journey and everything it is made of: frozen records, checked when made."""
