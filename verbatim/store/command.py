"""`verbatim conversations ...`: what operators do with stored conversations."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from verbatim.settings import Settings
from verbatim.store.errors import StoreError

if TYPE_CHECKING:
    from verbatim.store.tracker_store import WindowTrackerStore

_DAY = 86_400
"""Seconds."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """The four things one can do."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    backup = actions.add_parser("backup", help="copy the SQLite file while it is in use")
    backup.add_argument("file", type=Path)
    actions.add_parser("export", help="print all events as JSON lines, as Rasa publishes them")
    delete = actions.add_parser("delete", help="delete one conversation for good")
    delete.add_argument("sender")
    prune = actions.add_parser("prune", help="delete conversations silent for so many days")
    prune.add_argument("days", type=float)


def conversations(settings: Settings, options: argparse.Namespace) -> int:
    """Does it on the store that endpoints.yml names; servers may run meanwhile.

    Raises:
        StoreError: it failed, or the store is one of Rasa's own.
    """
    from verbatim.serving.server import endpoints
    from verbatim.store.tracker_store import WindowTrackerStore
    from verbatim.store.witness import open_store

    store = open_store(endpoints(settings).tracker_store, None)
    if not isinstance(store, WindowTrackerStore):
        raise StoreError("endpoints.yml names a store of Rasa's own; use that database's tools.")
    try:
        return _do(store, options)
    finally:
        store.close()


def _do(store: WindowTrackerStore, options: argparse.Namespace) -> int:
    if options.action == "backup":
        from verbatim.store.sqlite_log import SqliteLog

        if not isinstance(store.log, SqliteLog):
            raise StoreError("PostgreSQL has its own tools: pg_dump.")
        store.log.backup(options.file)
        print(f"Conversations copied to {options.file}")
    elif options.action == "export":
        for sender_id, data in store.log.export():
            print(json.dumps({"sender_id": sender_id, **json.loads(data)}, ensure_ascii=False))
    elif options.action == "delete":
        deleted = asyncio.run(store.delete(options.sender))
        print(f"{deleted} events deleted")
        return 0 if deleted else 1
    else:
        pruned = asyncio.run(store.log.prune(time.time() - options.days * _DAY))
        print(f"{pruned} conversations deleted", file=sys.stderr)
    return 0
