"""Run by Alembic: the steps go through the connection that :mod:`webhook.store.migrations` hands over."""

from alembic import context

from webhook.store.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, render_as_batch=True)
context.run_migrations()
