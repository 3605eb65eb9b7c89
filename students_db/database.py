"""The database file: connections, transactions, migrations, and what its errors mean."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from typing import Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, exc, make_url, text

from students_db.errors import (
    DatabaseAddressError,
    DatabaseDamagedError,
    DatabaseError,
    DatabaseFullError,
    DatabaseLockedError,
    DatabaseReadOnlyError,
    DatabaseTooNewError,
)

HEAD_REVISION: Final = "0008"
"""The newest migration. Kept here so that a start at head need not import Alembic."""

SMALL_FILE_BYTES: Final = 100_000_000
"""What `erase_deleted` rebuilds. For so much, other writers wait a second where the disk is an SSD,
so even a slow one stays within their 5 s; it takes as much memory, and as much disk for the log."""

SETTLING_MS: Final = 200
"""How long `settle` waits for readers to finish. It holds the write lock meanwhile."""

_BEGIN: Final = "homeroom_begin"
_MIGRATIONS_DIR: Final = Path(__file__).parent / "migrations"


class Database:
    """One database. Safe to use from several threads; each transaction has its own connection.

    Writers queue up for at most `busy_timeout_seconds`, then DatabaseLockedError is raised. Raises
    DatabaseAddressError when `url` leads to no database that this program can talk to.
    """

    def __init__(self, url: str, *, busy_timeout_seconds: float = 5.0) -> None:
        self._busy_timeout_ms = round(busy_timeout_seconds * 1000)
        self._url = _parse(url)
        try:
            self._engine = create_engine(self._url, pool_size=4, max_overflow=-1)
        except (exc.ArgumentError, ImportError) as error:
            raise DatabaseAddressError(str(error)) from error
        except (TypeError, ValueError) as error:
            raise DatabaseAddressError("what follows its ? is not understood") from error
        # SQLite must take the write lock at BEGIN: a reader that turns writer cannot wait for it.
        self._writer = self._engine.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})
        self._maintainer = self._engine.execution_options(**{_BEGIN: ""})  # in no transaction
        # How many checkpoints were wanted, and up to which of them all is done. The first is owed
        # from the start: a program that was killed may have left it.
        self._wanted, self._done = 1, 0
        self._is_erasing_wanted = False
        self._counting = Lock()
        self._migrated_file: tuple[int, int] | None = None  # what must lie at `file` from then on
        if self._engine.dialect.name == "sqlite":
            self._listen_sqlite(self._engine)

    @property
    def file(self) -> Path | None:
        """Where SQLite keeps it; None for a server's database."""
        is_file = self._engine.dialect.name == "sqlite" and self._url.database
        return Path(str(self._url.database)) if is_file else None

    def migrate(self) -> None:
        """Bring the schema to HEAD_REVISION, creating the file and its folder where needed."""
        self._create_parent_folder()
        if self.revision() != HEAD_REVISION:
            self._upgrade()
        self._migrated_file = self._file_id()

    def exists(self) -> bool:
        """Whether there is something to open; a server's database always is."""
        if self._engine.dialect.name != "sqlite":
            return True
        return bool(self._url.database) and Path(str(self._url.database)).is_file()

    def revision(self) -> str | None:
        """Return the schema's revision, None for an empty database."""
        with self.read() as connection:
            if not self._engine.dialect.has_table(connection, "alembic_version"):
                return None
            revision: str | None = connection.scalar(
                text("SELECT version_num FROM alembic_version")
            )
            return revision

    def check(self) -> None:
        """Raise a DatabaseError when the database cannot be used."""
        revision = self.revision()
        if revision != HEAD_REVISION:
            raise DatabaseError(
                f"the database has schema {revision or 'none'}, this program needs "
                f"{HEAD_REVISION}; restart the server to migrate it"
            )

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one consistent state and never waits for writers."""
        with self._explained(), self._engine.connect() as connection:
            yield connection

    @contextlib.contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that is committed at the end of the block, or not at all."""
        with self._explained(), self._writer.begin() as connection:
            yield connection

    def checkpoint(self) -> None:
        """Move the write-ahead log into the database file, so that it keeps no deleted data.

        While a reader or another program is in the way for longer than `busy_timeout_seconds`, it
        is left to `settle`.
        """
        self.checkpoint_soon()
        self._empty_log()

    def checkpoint_soon(self) -> None:
        """Leave that to `settle`: for texts that were replaced or taken back, nobody waits."""
        with self._counting:
            self._wanted += 1

    def settle(self) -> None:
        """Make good what is owed, else do nothing: to be called now and then.

        For a checkpoint, other writers wait for SETTLING_MS at most; who reads for longer is in the
        way again.
        """
        if self._is_erasing_wanted:
            self._rebuild_up_to(SMALL_FILE_BYTES)
            self.checkpoint_soon()
        if self._done < self._wanted:
            self._empty_log(wait_ms=SETTLING_MS)

    def shorten_log(self) -> None:
        """Let the write-ahead log begin anew between two large writes, so that it stays short.

        Waits for nobody, and lets nobody wait: what another program reads is left for later.
        """
        self._checkpoint("PASSIVE")

    def erase_deleted(self, *, small_file_bytes: int = SMALL_FILE_BYTES) -> None:
        """Leave nothing of deleted rows in the file, where it is small, nor in the log.

        `secure_delete` overwrites deleted rows, but not every copy that SQLite makes of an index
        entry when it moves entries between pages: only rebuilding the file removes those. It is not
        rebuilt while another program is in the way; the log is emptied later then, see `settle`.
        """
        self._rebuild_up_to(small_file_bytes)
        self.checkpoint()

    def erase_deleted_soon(self) -> None:
        """Leave that to `settle`, or `close`: for names that were replaced, nobody waits.

        So many replaced ones let the file be rebuilt once.
        """
        self._is_erasing_wanted = True

    def close(self) -> None:
        if self._is_erasing_wanted:
            self.settle()
        self._engine.dispose()

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        if self._migrated_file is not None and self._file_id() != self._migrated_file:
            # Open connections would write into a file without a name, and new ones make an empty.
            log, index = _log_files(str(self.file))
            raise DatabaseError(
                f"the database {self.file} was removed, renamed or replaced while it was in use; "
                "put the same file back and restart the server; to use another one, stop the "
                f"server, delete {log} and {index}, put the file there, and start"
            )
        try:
            yield
        except exc.IntegrityError:
            raise
        except exc.DBAPIError as error:
            raise _explain(error, where=str(self._url.database)) from error

    def _empty_log(self, *, wait_ms: int | None = None) -> None:
        wanted = self._wanted  # another thread may want one more while this one is made
        if self._checkpoint("TRUNCATE", wait_ms=wait_ms):
            with self._counting:
                self._done = max(self._done, wanted)

    def _checkpoint(self, mode: str, *, wait_ms: int | None = None) -> bool:
        """Return whether nothing was in the way."""
        if self._engine.dialect.name != "sqlite":
            return True
        with (
            contextlib.suppress(DatabaseError),
            self._explained(),
            self._maintainer.connect() as connection,
        ):
            if wait_ms is not None:
                connection.detach()  # closed below, as in `_rebuild_up_to`
                connection.exec_driver_sql(f"PRAGMA busy_timeout = {wait_ms}")
            is_busy, _pages, _moved = connection.exec_driver_sql(
                f"PRAGMA wal_checkpoint({mode})"
            ).one()
            return not is_busy
        return False

    def _rebuild_up_to(self, small_file_bytes: int) -> None:
        self._is_erasing_wanted = False  # another thread may want it again while this one works
        if self._engine.dialect.name != "sqlite":
            return
        with (
            contextlib.suppress(DatabaseError),
            self._explained(),
            self._maintainer.connect() as connection,
        ):
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            page_bytes = connection.exec_driver_sql("PRAGMA page_size").scalar_one()
            if pages * page_bytes > small_file_bytes:
                return
            connection.detach()  # closed below: the next user of the pool has its usual settings
            # Else VACUUM would copy all embeddings into a temporary file, and nothing erases that.
            connection.exec_driver_sql("PRAGMA temp_store = MEMORY")
            connection.exec_driver_sql("VACUUM")

    def _file_id(self) -> tuple[int, int] | None:
        """Device and inode of what lies at `file`; None for nothing."""
        try:
            status = self.file.stat() if self.file else None
        except OSError:
            return None
        return (status.st_dev, status.st_ino) if status else None

    def _create_parent_folder(self) -> None:
        if self._engine.dialect.name == "sqlite" and self._url.database:
            Path(self._url.database).parent.mkdir(parents=True, exist_ok=True)

    def _upgrade(self) -> None:
        from alembic import command, config, util  # noqa: PLC0415 - slow, and seldom needed

        settings = config.Config()
        folder = str(_MIGRATIONS_DIR).replace("%", "%%")  # a bare % begins a reference there
        settings.set_main_option("script_location", folder)
        with self.write() as connection:
            settings.attributes["connection"] = connection
            try:
                command.upgrade(settings, "head")
            except util.CommandError as error:
                raise DatabaseTooNewError(
                    f"the database {self._url.database} was written by a newer version of this "
                    "program; update the program, or choose another HOMEROOM_DATABASE_URL"
                ) from error

    def _listen_sqlite(self, engine: Engine) -> None:
        @event.listens_for(engine, "connect")
        def set_pragmas(connection: sqlite3.Connection, _record: object) -> None:
            connection.isolation_level = None  # transactions are begun below, not by the driver
            for pragma in (
                f"busy_timeout = {self._busy_timeout_ms}",
                "journal_mode = WAL",
                "synchronous = NORMAL",  # with WAL a killed process loses nothing committed
                "foreign_keys = ON",
                "secure_delete = ON",  # a deleted embedding is overwritten, not only unlinked
            ):
                connection.execute(f"PRAGMA {pragma}").close()

        @event.listens_for(engine, "begin")
        def begin(connection: Connection) -> None:
            statement = connection.get_execution_options().get(_BEGIN, "BEGIN")
            if statement:
                connection.exec_driver_sql(statement)


def without_password(url: str) -> str:
    """A database's address as it may be shown."""
    return make_url(url).render_as_string(hide_password=True)


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
    except exc.ArgumentError as error:
        raise DatabaseAddressError(str(error)) from error
    except ValueError as error:  # whose message may hold a part of the password
        raise DatabaseAddressError("its port is no number") from error
    if parsed.drivername.startswith("sqlite") and parsed.database in {None, "", ":memory:"}:
        raise DatabaseAddressError("it names no file")
    return parsed


def _log_files(path: str) -> tuple[str, str]:
    """Beside the file itself. SQLite would replay them onto another file that is put there."""
    file = Path(path).resolve()
    return f"{file}-wal", f"{file}-shm"


def _explain(error: exc.DBAPIError, *, where: str) -> DatabaseError:
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code == sqlite3.SQLITE_IOERR_SHMSIZE:  # the log's index could not be made as large as it is
        code = sqlite3.SQLITE_FULL
    match None if code is None else code & 0xFF:  # the low byte is the primary result code
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return DatabaseLockedError(
                f"another program keeps the database {where} locked; close it, then try again"
            )
        case sqlite3.SQLITE_FULL:
            return DatabaseFullError(f"no space is left for the database {where}; free some space")
        case sqlite3.SQLITE_READONLY:
            return DatabaseReadOnlyError(
                f"the database {where} cannot be written; check the permissions of file and folder"
            )
        case sqlite3.SQLITE_CANTOPEN:
            return DatabaseError(
                f"the database {where} cannot be opened or made; check that it is no folder, and "
                "the permissions of the file and of its folder"
            )
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            log, index = _log_files(where)
            return DatabaseDamagedError(
                f"{where} is damaged or not a database; stop the server, move it, {log} and "
                f"{index} away, put a backup there if you have one, and start"
            )
        case _:
            return DatabaseError(f"the database {where} cannot be used: {error.orig}")
