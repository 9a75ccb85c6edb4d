"""A report as an Excel workbook: tidy tables of real numbers."""
