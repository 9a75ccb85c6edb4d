"""The live preview: the map in the browser while its file is edited."""
