"""Pictures on paper: on one poster, or on as many pages as they need."""
