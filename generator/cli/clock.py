"""The clock: read once, here, and handed on as a value.

`--now` comes first, then SOURCE_DATE_EPOCH, then the machine.
"""

from __future__ import annotations

import datetime as dt
import os

import click


def read_clock(written: str = "") -> dt.datetime:
    """Give the moment to build at; without a zone it is meant in the desk's."""
    if written:
        return parse_now(written)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return parse_epoch(epoch) if epoch else dt.datetime.now(tz=dt.UTC)


def parse_now(written: str) -> dt.datetime:
    """Read a date or a date-time.

    "2026-11-20" and "2026-11-20T08:30" are in the desk's zone; "…+01:00" and "…Z" in
    their own.
    """
    try:
        return dt.datetime.fromisoformat(written.strip())
    except ValueError:
        message = f"{written!r} is no date: type 2026-11-20 or 2026-11-20T08:30"
        raise click.BadParameter(message, param_hint="--now") from None


def parse_epoch(written: str) -> dt.datetime:
    """Read seconds since 1970, as reproducible builds give them."""
    try:
        return dt.datetime.fromtimestamp(int(written), tz=dt.UTC)
    except (ValueError, OverflowError, OSError):
        message = f"SOURCE_DATE_EPOCH is {written!r}: seconds since 1970 were wanted"
        raise click.UsageError(message) from None
