"""What all table models share."""

import pandera.pandas as pa


class TableModel(pa.DataFrameModel):
    """A table: exactly the described columns, in the validation dtypes; nothing is coerced in silence."""

    class Config:
        """Pandera's switches."""

        strict = True
        coerce = False
