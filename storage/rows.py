"""A row as a query gives it: its columns are attributes. What each table holds is in `storage.tables`."""

from typing import Any

import sqlalchemy

Row = sqlalchemy.Row[Any]
