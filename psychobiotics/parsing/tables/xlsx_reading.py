"""Sheets of an Excel workbook as cells of text, within the limits for archives."""

import io
import zipfile
from datetime import date, datetime

from psychobiotics.parsing.archives import ARCHIVE_ERRORS, refuse_unsafe
from psychobiotics.parsing.inline_markup import clean_text
from psychobiotics.parsing.source_file import SourceFile
from psychobiotics.records.errors import ParseError
from psychobiotics.records.reasons import Reason

_MAX_COLUMNS = 500


def read_sheets(file: SourceFile) -> list[tuple[str, list[list[str]]]]:
    """Name and rows of each sheet; formulas give the value that was saved with them.

    Raises:
        ParseError: MALFORMED, UNSAFE_ARCHIVE.
    """
    import openpyxl  # optional: only workbooks need it

    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            refuse_unsafe(archive.infolist(), file.limits)
        workbook = openpyxl.load_workbook(io.BytesIO(file.data), read_only=True, data_only=True, keep_links=False)
        sheets = []
        for sheet in workbook.worksheets:
            rows = []
            for row in sheet.iter_rows(max_col=_MAX_COLUMNS):
                file.deadline.check()
                rows.append([_text(cell.value, cell.number_format or "") for cell in row])
            sheets.append((sheet.title, rows))
        workbook.close()
        return sheets
    except (*ARCHIVE_ERRORS, KeyError, ValueError, OSError, TypeError, AttributeError, SyntaxError) as error:
        # openpyxl lets these out for damaged workbooks; SyntaxError is the parent of XML's ParseError.
        raise ParseError(Reason.MALFORMED, f"expected a whole workbook, found: {error}; save it again") from error


def _text(cell: object, number_format: str) -> str:
    """A cell as a person reads it: whole numbers without a point, per cent with their sign, dates as ISO 8601."""
    if cell is None or isinstance(cell, bool):
        return "" if cell is None else str(cell).lower()
    if isinstance(cell, (int, float)) and "%" in number_format:
        return f"{round(cell * 100, 6):g}%"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else clean_text(str(cell))
