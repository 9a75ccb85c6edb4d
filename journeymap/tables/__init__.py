"""Tables of any kind opened as one thing: files in many forms, frames of any library."""
