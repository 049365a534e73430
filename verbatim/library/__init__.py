"""Documents as data: passages that are spans, proof of it, and the questions they answer."""

from verbatim.library.document import Document
from verbatim.library.glossary import Glossary, Term
from verbatim.library.library import Library
from verbatim.library.passage import Passage
from verbatim.library.questions import Question, Questions

__all__ = ["Document", "Glossary", "Library", "Passage", "Question", "Questions", "Term"]
