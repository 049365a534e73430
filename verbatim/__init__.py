"""Verbatim: a chatbot that answers with passages taken word for word from documents."""
