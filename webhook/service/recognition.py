"""Whether scans can be read: the models that read pictures are looked for and loaded when the service starts."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from extract.errors import DocumentError
from extract.ocr.rapid import check_models

LOG = logging.getLogger(__name__)
CHECKING, READY, MISSING = "checking", "ok", "missing"


class Recognition:
    """``load`` has a reader load the models; ``None`` believes in them when they are there."""

    def __init__(
        self,
        load: Callable[[], None] | None = None,
        look: Callable[[], None] = check_models,
        stopped: type[Exception] = StopIteration,
    ) -> None:
        """Looks for the models, which takes a moment; loading them waits for :meth:`start`."""
        self._load = load
        self._stopped = stopped
        self.message = ""
        self.state = READY if load is None else CHECKING
        self._try(look)

    def start(self) -> None:
        """Load the models beside everything else."""
        if self._load is not None and self.state == CHECKING:
            threading.Thread(target=self._loaded, args=(self._load,), name="recognition", daemon=True).start()

    def _loaded(self, load: Callable[[], None]) -> None:
        try:
            self._try(load)
        except self._stopped:
            return
        if self.state == CHECKING:
            self.state = READY

    def _try(self, does: Callable[[], None]) -> None:
        try:
            does()
        except DocumentError as error:
            self.state, self.message = MISSING, error.message
            LOG.warning("scans cannot be read: %s", error.code)
