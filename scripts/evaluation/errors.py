"""What can go wrong with the input of an evaluation."""


class EvaluationError(Exception):
    """The images, a csv or an option make no sense; the message says which and what to do."""
