"""Owns the sentences about spreadsheets of others: why a number is not taken, what a person is asked, what is wrong with a mapping."""

from __future__ import annotations

from desktop.language import marked

SHEET_MESSAGES: dict[str, str] = {
    # why a number is not taken
    "SHEET-HEAD": marked("Names a period, a code or a row. It is no figure."),
    "SHEET-OUTSIDE": marked("Stands outside of every table."),
    "SHEET-TABLE-LEFT": marked("The mapping leaves this table out."),
    "SHEET-OTHER-COUNTRY": marked("Figure of another country."),
    "SHEET-AGGREGATE": marked("Figure of a group of countries or of a total."),
    "SHEET-SUM": marked("The sum of rows {first} to {last}, so no item of its own."),
    "SHEET-FORMER": marked("{name} is not a country today, so its figures belong to no item."),
    "SHEET-PLACE-UNKNOWN": marked("The name of the row is not known as a country."),
    "SHEET-YEARS": marked("Outside the years of the profile, {first} to {last}."),
    "SHEET-WORD-LEFT": marked("The mapping leaves “{word}” out."),
    "SHEET-NO-LABEL": marked("No word says what the row is."),
    "SHEET-NO-PERIOD": marked("No word says of which period the figure is."),
    "SHEET-NO-INDICATOR": marked("No word says of which indicator the figure is."),
    "SHEET-CLASH": marked("Words beside and above the figure say both {one} and {other}."),
    "SHEET-DERIVED": marked("{indicator} is worked out by the program. Its figures are not entered."),
    "SHEET-TWICE": marked("{cell} holds another figure for {address}. Neither is taken."),
    "SHEET-SAME": marked("{cell} holds the same figure for {address}."),
    "SHEET-DATE": marked(
        "The file holds the date {text} here. It may have been a number before a program took it for a date."
    ),
    "SHEET-FORMULA": marked(
        "The file holds a formula without its result. Open the file in its program and save it again."
    ),
    "SHEET-ERROR": marked("The result of a formula is the error {text}."),
    # what a person is asked
    "SHEET-ASK-INDICATOR": marked("Which indicator are the figures of “{caption}” on the sheet {sheet}?"),
    "SHEET-ASK-COLUMN": marked("What is the column “{heading}” for?"),
    "SHEET-ASK-COUNTRY": marked(
        "No row of the column “{heading}” is known to be of {country}. Which of its words names it?"
    ),
    "SHEET-ASK-WORD": marked("What does “{word}” mean?"),
    "SHEET-ASK-BLANK": marked("What does a blank cell in the column “{heading}” mean?"),
    "SHEET-ASK-CARRIED": marked("“{word}” stands above one column only. Does it hold for the columns after it too?"),
    "SHEET-ASK-PERIOD": marked("Of which period are the figures? No column or row says it."),
    "SHEET-ASK-SEASON": marked("Which period is “{text}”: the first year, the last one, both together, or a month?"),
    "SHEET-ASK-UNIT": marked(
        "The table counts in 10 to the power of {power}, the indicator in {unit}. By which power are figures scaled?"
    ),
    "SHEET-ASK-DECIMAL": marked(
        "Is “{text}” {point} or {comma}? Nothing in the table shows which sign is the decimal sign."
    ),
    "SHEET-ASK-MARK": marked("What does the mark “{text}” mean?"),
    "SHEET-ASK-PERCENT": marked("The file holds {held} and shows {shown} %. Which of the two is the figure?"),
    # mappings
    "MAP-WORD": marked("The mapping says “{text}” of “{word}”. That is no item, indicator or period here."),
    "MAP-FIELD": marked("The mapping has a field {field} that is not known. README.md of the mappings lists them."),
    "MAP-VALUE": marked("The mapping says “{text}” in the field {field}. That cannot stand there."),
    "MAP-FORM": marked("{file} is not a mapping: {reason}."),
    "MAP-NAME": marked("“{name}” cannot name a mapping. Use 1 to 60 characters without |."),
    "MAP-UNKNOWN": marked("This profile keeps no mapping “{name}”. It keeps: {names}."),
    "MAP-WRITE": marked("Table {table} of the mapping may answer it by: {line}"),
    "MAP-NEEDED": marked(
        "The spreadsheet {file} needs a mapping. Nothing was read. The questions say what it has to settle."
    ),
}
