"""What a question rests on: the readings it is about and what each is worth."""
