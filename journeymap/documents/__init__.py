"""Documents to hand on: a report as a page, slides, a workbook, Markdown or PDF."""
