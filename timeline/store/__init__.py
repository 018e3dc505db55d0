"""The event store: one SQLite file with the documents, what was found in them, and the events they tell together.

SQL is written only here and in :mod:`timeline.queries`; library, command line and dashboard all go through it. Readers are
never blocked by a writer and see each change as a whole.
"""

from timeline.store.adding import Added
from timeline.store.checking import verify
from timeline.store.event_store import Counts, Store, open_store
from timeline.store.safekeeping import backup, restore
from timeline.store.saved_views import SavedView, delete_view, rename_view, save_view, saved_views

__all__ = [
    "Added", "Counts", "SavedView", "Store", "backup", "delete_view", "open_store", "rename_view", "restore", "save_view",
    "saved_views", "verify",
]  # fmt: skip
