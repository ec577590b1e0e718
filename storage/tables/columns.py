"""What all tables share: how constraints and indexes are named, and the columns that many have.

A name is given when its table is made, so this file has to be read before any: the first room of the package does.
"""

from typing import Any

from sqlalchemy import JSON, Column, Integer, MetaData
from sqlmodel import Field, SQLModel

metadata: MetaData = SQLModel.metadata
metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def sequence() -> Any:
    """Return a key that counts up and never comes back."""
    return Field(default=None, sa_column=Column(Integer, primary_key=True, autoincrement=True))


def codes() -> Any:
    """Return a column of codes by name, empty where nothing is said."""
    return Field(default_factory=dict, sa_type=JSON)
