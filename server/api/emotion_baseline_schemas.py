"""What `/api/students/{student_id}/emotion-baseline` takes and answers."""

from datetime import datetime

from server.api.schemas import Schema


class BaselineExpression(Schema):
    """Log-odds against neutral: 0 is as likely as neutral, below is less likely."""

    angry: float
    sad: float


class EmotionBaseline(Schema):
    """How a student's face reads at rest, and what is made of it."""

    enabled: bool
    """Whether this server learns and uses baselines (HOMEROOM_EMOTION__PERSONAL_BASELINE)."""
    refused: bool
    """True when nothing is learned of this student."""
    resting: BaselineExpression | None
    """What this face mostly reads at rest; null while nothing is known."""
    minutes: int
    days: int
    """What it was learned from: minutes at rest, and days on which there were any."""
    updated_at: datetime | None
    outdated: bool
    """True when what is stored was read by another emotion network: it is not used."""
    usual: BaselineExpression | None
    """What is usual among the students; null while too few are known."""
    correction: BaselineExpression | None
    """What is taken off this student's readings; null while nothing is."""
    minutes_needed: int
    days_needed: int
    students_needed: int
    """Before so much was seen, of so many students, nothing is taken off."""


class EmotionBaselineUpdate(Schema):
    refused: bool
    """True forgets what was learned, and learns nothing more."""
