"""How well the assistant does: questions with labels, a judge, figures, a report for people."""
