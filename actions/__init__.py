"""Rasa custom actions: thin, one concept a file; what they say stands in domain.yml or content/."""
