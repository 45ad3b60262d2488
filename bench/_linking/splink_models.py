"""Splink 5, the Ministry of Justice's linker, in the form its handbook shows and in a well-tuned one."""

from __future__ import annotations

import logging
import warnings
from pathlib import Path
from typing import Any

import numpy as np

_READY = """
CREATE TABLE cleaned AS SELECT rid AS unique_id, agency, lower(given_name) AS first_name, lower(family_name) AS surname,
 lower(middle_name) AS middle, lower(sex) AS sex, regexp_replace(upper(postcode), '[^A-Z0-9]', '', 'g') AS postcode,
 left(regexp_replace(upper(postcode), '[^A-Z0-9]', '', 'g'), length(regexp_replace(postcode, ' ', '')) - 3) AS outcode,
 lower(address) AS address, right(regexp_replace(phone, '[^0-9]', '', 'g'), 10) AS phone,
 CAST(coalesce(try_strptime(dob, '%Y-%m-%d'), try_strptime(dob, '%d/%m/%Y')) AS DATE) AS born FROM records
"""
_TYPED = """
SELECT CAST(unique_id AS VARCHAR) AS unique_id, first_name, surname, middle, sex, postcode, outcode, address, phone,
 strftime(born, '%Y-%m-%d') AS dob, CAST(year(born) AS VARCHAR) AS yob,
 left(first_name, 3) AS f3, left(surname, 3) AS s3, left(first_name, 1) AS f1 FROM cleaned
"""


def splink_pairs(folder: Path, *, tuned: bool = False) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The pairs that Splink finds in a folder: records by number in the order of the files, and the probability."""
    import duckdb
    import splink.comparison_level_library as levels
    import splink.comparison_library as cl
    from splink import Linker, SettingsCreator, block_on
    from splink.backends.duckdb import DuckDBAPI

    from openccr.linkage.engine import columns
    from openccr.linkage.engine.problems import Notes

    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    db = duckdb.connect(config={"threads": 2})
    columns.read(columns.files_of(folder), db, Notes())
    db.execute(_READY)
    api = DuckDBAPI(connection=db)
    table = api.register(db.sql(_TYPED), table_name="people")
    # No rule finds people by home or number alone: a sum of weights then takes brothers and sisters for one person.
    rules = [
        block_on("first_name", "surname"), block_on("surname", "dob"), block_on("first_name", "dob"),
        block_on("postcode", "first_name"), block_on("dob", "postcode"), block_on("phone", "first_name"),
        block_on("phone", "dob"),
    ]  # fmt: skip
    if tuned:
        rules += [
            block_on("f3", "s3", "yob"), block_on("f3", "s3", "outcode"), block_on("dob", "f1"),
            block_on("dob", "outcode"), block_on("surname", "yob", "f1"), block_on("first_name", "yob", "outcode"),
            block_on("address", "f3"), block_on("s3", "dob"), block_on("f3", "dob"),
        ]  # fmt: skip
    comparisons: list[Any] = [
        cl.ForenameSurnameComparison("first_name", "surname"),
        cl.DateOfBirthComparison("dob", input_is_string=True),
        cl.ExactMatch("phone"),
        # Postcode and address say the same thing: as two comparisons a home would be counted twice.
        cl.CustomComparison(
            output_column_name="home",
            comparison_levels=[
                levels.And(levels.NullLevel("address"), levels.NullLevel("postcode")),
                levels.And(levels.ExactMatchLevel("postcode"), levels.JaroWinklerLevel("address", 0.88)),
                levels.JaroWinklerLevel("address", 0.95),
                levels.ExactMatchLevel("postcode"),
                levels.ExactMatchLevel("outcode"),
                levels.ElseLevel(),
            ],
        ),
        cl.ExactMatch("sex"),
    ]
    if tuned:
        comparisons[0:1] = [
            cl.NameComparison("first_name"), cl.NameComparison("surname"),
            cl.JaroWinklerAtThresholds("middle", [0.9]),
        ]  # fmt: skip
        comparisons = [
            one.configure(term_frequency_adjustments=True) if place in (0, 1) else one
            for place, one in enumerate(comparisons)
        ]
    settings = SettingsCreator(
        link_type="dedupe_only", comparisons=comparisons, blocking_rules_to_generate_predictions=rules,
        retain_intermediate_calculation_columns=False, retain_matching_columns=False,
    )  # fmt: skip
    linker = Linker(table, settings)
    train = linker.training
    train.estimate_probability_two_random_records_match([block_on("first_name", "surname", "dob")], recall=0.6)
    train.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in (block_on("dob"), block_on("first_name", "surname")):
        train.estimate_parameters_using_expectation_maximisation(rule)
    got = linker.inference.predict(threshold_match_probability=0.01)
    rows = db.sql(
        f"SELECT CAST(unique_id_l AS INT) l, CAST(unique_id_r AS INT) r, match_probability p FROM {got.physical_name}"
    ).fetchnumpy()
    logging.disable(logging.NOTSET)
    return np.asarray(rows["l"]), np.asarray(rows["r"]), np.asarray(rows["p"])
