"""Views: what the pictures of a journey show, described as marks; they compute no score."""
