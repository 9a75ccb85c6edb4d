"""What results say in a sentence, said in the language of a picture or document."""
