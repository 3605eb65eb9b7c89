"""What can go wrong with stored data.

    StudentsDbError
    ├── NotFoundError
    │   ├── StudentNotFoundError
    │   ├── FaceNotFoundError
    │   └── ClassSessionNotFoundError
    ├── ConflictError
    │   ├── ExternalIdTakenError
    │   ├── CorrectedMeanwhileError
    │   ├── NoteChangedMeanwhileError
    │   ├── ClassSessionEndedError
    │   └── ClassSessionRunningError
    └── DatabaseError                   the database itself; chained to the driver's error
        ├── DatabaseAddressError        it cannot even be looked for
        ├── DatabaseLockedError         another program holds it
        ├── DatabaseFullError           no space left
        ├── DatabaseReadOnlyError
        ├── DatabaseDamagedError        not a database, or its pages contradict each other
        └── DatabaseTooNewError         written by a newer version of this program

`code` is stable and meant for programs; the message is meant for people.
"""

from typing import ClassVar


class StudentsDbError(Exception):
    code: ClassVar[str] = "students_db_error"

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class NotFoundError(StudentsDbError):
    code = "not_found"


class StudentNotFoundError(NotFoundError):
    code = "student_not_found"

    def __init__(self, student_id: int) -> None:
        super().__init__(f"there is no student with the id {student_id}")


class FaceNotFoundError(NotFoundError):
    code = "face_not_found"

    def __init__(self, student_id: int, face_id: int) -> None:
        super().__init__(f"student {student_id} has no stored face with the id {face_id}")


class ClassSessionNotFoundError(NotFoundError):
    code = "class_session_not_found"

    def __init__(self, class_session_id: int) -> None:
        super().__init__(f"there is no class session with the id {class_session_id}")


class ConflictError(StudentsDbError):
    code = "conflict"


class ExternalIdTakenError(ConflictError):
    code = "external_id_taken"

    def __init__(self, external_id: str) -> None:
        super().__init__(f"another student has the external id {external_id!r} already")


class CorrectedMeanwhileError(ConflictError):
    """Somebody else corrected the attendance since it was read, or undid the correction."""

    code = "corrected_meanwhile"


class NoteChangedMeanwhileError(ConflictError):
    """Somebody else changed the note of a class session or a student since it was read."""

    code = "note_changed_meanwhile"

    def __init__(self, stored: str) -> None:
        change = f"changed meanwhile, to {stored!r}" if stored else "removed meanwhile"
        super().__init__(f"the note was {change}; read it again, then decide")


class ClassSessionEndedError(ConflictError):
    code = "class_session_ended"

    def __init__(self, class_session_id: int) -> None:
        super().__init__(f"class session {class_session_id} has ended; start a new one")


class ClassSessionRunningError(ConflictError):
    code = "class_session_running"

    def __init__(self, class_session_id: int) -> None:
        super().__init__(f"class session {class_session_id} is still running; end it first")


class DatabaseError(StudentsDbError):
    code = "database_unavailable"


class DatabaseAddressError(DatabaseError):
    """The address names no database, or one that no installed driver talks to."""

    code = "database_address_invalid"

    def __init__(self, why: str) -> None:
        super().__init__(
            f"the database's address cannot be used: {why}; a file's begins with sqlite:/// and, "
            "where the whole path is given, goes on as in sqlite:////data/homeroom.sqlite3"
        )


class DatabaseLockedError(DatabaseError):
    code = "database_locked"


class DatabaseFullError(DatabaseError):
    code = "database_full"


class DatabaseReadOnlyError(DatabaseError):
    code = "database_read_only"


class DatabaseDamagedError(DatabaseError):
    code = "database_damaged"


class DatabaseTooNewError(DatabaseError):
    code = "database_too_new"
