"""Participants: who was studied, how many were enrolled, analysed and lost."""
