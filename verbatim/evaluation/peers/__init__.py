"""What the assistant is compared with in the same run."""
