"""What moves an overall outcome: R² split between touchpoints, with what it can't tell."""
