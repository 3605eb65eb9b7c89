"""`evaluate search`: a large gallery's search, loading and changes, in milliseconds."""

from typing import Annotated

import typer

from scripts.evaluation.command_line import Seed, finish, one_line_errors
from scripts.evaluation.errors import EvaluationError
from scripts.evaluation.search.gallery_speed import (
    CHANGED_STUDENTS,
    School,
    measure_changes,
    measure_search,
)


def search(  # noqa: PLR0913, PLR0917 - one argument an option
    students: Annotated[int, typer.Option(min=1, help="Enrolled students.")] = 10_000,
    templates: Annotated[int, typer.Option(min=1, help="Templates, or photos, a student.")] = 5,
    faces: Annotated[int, typer.Option(min=1, help="Faces looked up at once.")] = 30,
    dimension: Annotated[int, typer.Option(min=2, help="Numbers of an embedding.")] = 128,
    repeats: Annotated[int, typer.Option(min=1, help="Searches that are timed.")] = 300,
    changes: Annotated[
        bool, typer.Option(help="Time loading and changes, too; storing takes a minute.")
    ] = True,
    seed: Seed = 0,
) -> None:
    """Time the exact search among generated students, beside the naive way, and changes of them."""
    with one_line_errors():
        if changes and students < CHANGED_STUDENTS:
            raise EvaluationError(
                f"changes are timed on {CHANGED_STUDENTS} students, and {students} are too few; "
                "give more, or --no-changes"
            )
        school = School.draw(
            students=students, templates=templates, faces=faces, dimension=dimension, seed=seed
        )
        figures = {
            "students": students,
            "templates": templates,
            "faces": faces,
            "dimension": dimension,
            **measure_search(school, repeats=repeats),
        }
        if changes:
            figures |= measure_changes(school, seed=seed)
        finish(figures, [], report=None, title="Search")
