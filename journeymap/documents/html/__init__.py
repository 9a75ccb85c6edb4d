"""A report as one self-contained page: no request, strict content policy, made for every reader."""
