"""Properties computed once, without the lock that `functools.cached_property` takes before Python 3.12.

Extraction computes some thirty of them for each abstract, and no document is shared between threads. To the type
checker a `lazily` is a `cached_property`.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from functools import cached_property as lazily
else:

    class lazily:
        """A property whose value replaces it on the instance when it is first asked for."""

        def __init__(self, compute):
            self._compute = compute
            self.__doc__ = compute.__doc__

        def __set_name__(self, owner, name):
            self._name = name

        def __get__(self, instance, owner=None):
            if instance is None:
                return self
            value = instance.__dict__[self._name] = self._compute(instance)
            return value


__all__ = ["lazily"]
