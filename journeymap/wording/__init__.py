"""The fixed words of pictures and documents, in the languages that there are catalogues for."""
