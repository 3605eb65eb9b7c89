"""Alembic's entry point: runs migrations on the connection that `Database.migrate` passes in,
or on a database named on the command line (`alembic -x url=sqlite:///… -c … revision …`)."""

from alembic import context
from sqlalchemy import Connection, create_engine

from students_db.schema import metadata


def run(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


if (given := context.config.attributes.get("connection")) is not None:
    run(given)
else:
    with create_engine(context.get_x_argument(as_dictionary=True)["url"]).begin() as opened:
        run(opened)
