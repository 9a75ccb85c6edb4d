"""A report as a PDF to print: pages A4, described as marks like every picture."""
