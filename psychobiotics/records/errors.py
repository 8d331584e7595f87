"""The exception tree: every message says which file, what was expected, what was found, what to do next."""


class PsychobioticsError(Exception):
    """Base of every error that this project raises on purpose; the command line prints it as one sentence."""


class SourceError(PsychobioticsError):
    """Bytes could not be fetched or stored."""


class ParseError(PsychobioticsError):
    """A document could not be read whole; `reason` is a value of `psychobiotics.records.reasons.Reason`."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class VocabularyError(PsychobioticsError):
    """A vocabulary file breaks its own rules."""


class CurationError(PsychobioticsError):
    """A decision matches nothing, or what it expects no longer holds."""


class ValidationError(PsychobioticsError):
    """Tables break a rule that no single row can be blamed for."""


class PublishError(PsychobioticsError):
    """A version could not be written, or an existing one is broken."""
