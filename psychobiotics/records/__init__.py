"""The bottom of the house: frozen records, reasons and errors. Imports nothing of ours."""
