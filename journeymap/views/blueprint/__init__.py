"""The service blueprint: what customers do, what they see of us, and what it rests on."""
