"""Owns the sentence of every code: what happened, where, what it means for the data, what to do. `README.md` lists them by topic.

Written in English, translated where they are shown; fields in braces are filled from the error's context.
"""

from __future__ import annotations

from desktop.domain.file_messages import FILE_MESSAGES
from desktop.domain.sheet_messages import SHEET_MESSAGES
from desktop.language import marked

MESSAGES: dict[str, str] = {
    # addresses
    "ADDRESS-FORM": marked(
        "“{text}” is not an address. Write CODE[DIM=MEMBER]@PERIOD#SOURCE, for example IMM.STOCK.TOT[SEX=F]@2020."
    ),
    "ADDRESS-PERIOD": marked("“{text}” names no period. Add it after @, for example @2020."),
    "ADDRESS-TWICE": marked("{text} is named twice. Name each value once."),
    "CODE-UNKNOWN": marked("There is no indicator {code}. “catalogue --find” searches by words."),
    "CODE-UNKNOWN-NEAR": marked("There is no indicator {code}. The nearest one is {near}."),
    "DIMENSION-UNKNOWN": marked("There is no dimension {dimension}. {indicator} has: {dimensions}."),
    "DIMENSION-NOT-HERE": marked("{indicator} is not broken down by {dimension}. It has: {dimensions}."),
    "DIMENSION-TWICE": marked("The dimension {dimension} is named twice."),
    "MEMBER-UNKNOWN": marked("{member} is not an item of {dimension}. “catalogue” lists the items."),
    "ITEMS-FORM": marked("“{items}” are not items. Write DIM=MEMBER, several separated by commas."),
    "PERIOD-FORM": marked(
        "“{period}” is not a period. Periods are written 2020, 2020-S1, 2020-Q3, 2020-07 or 2015/2019."
    ),
    "SOURCE-FORM": marked(
        "“{source}” is not a source id. It has 1 to 40 letters, digits, points, hyphens or underscores."
    ),
    "SOURCE-WHICH": marked("Several sources stand side by side at {text}: {sources}. Say which one after #."),
    "SOURCE-TWICE": marked("Two sources are named for one value, {one} and {other}. Name one."),
    "ADDRESS-OTHER": marked("The address {text} and the other columns name two cells. Correct one of them."),
    "SOURCE-TAKEN": marked("{text} already holds a value. Clear it first, or keep both side by side."),
    "NO-FIGURE": marked("No figure stands at {text}, so nothing can be said of it."),
    "NOTHING-THERE": marked("Nothing stands at {text}, so it cannot be published."),
    # values
    "NUMBER-SIZE": marked(
        "{text} has more digits than are kept: at most 30 digits, 30 after the point, and less than 10^16 in size."
    ),
    "NUMBER-TWO-WAYS": marked(
        "“{text}” can be read in two ways: {readings}. Nothing was stored. Write it without the sign that groups thousands."
    ),
    "NUMBER-DASH": marked(
        "A lone dash can mean missing (..), cannot exist (z) or 0. Nothing was stored. Write which one."
    ),
    "NUMBERS-UNKNOWN": marked("There is no number format {numbers}. There are: en fr es pt ru ar."),
    "STATUS-UNKNOWN": marked("There is no status {text}. There are: {known}."),
    "CONFIDENTIALITY-UNKNOWN": marked("There is no confidentiality {text}. There are: {known}."),
    "MULTIPLIER-UNKNOWN": marked("There is no multiplier {multiplier}. There are: {multipliers}."),
    "TEXT-CONTROL": marked("The text has a control character ({sign}) at place {position}. Take it out."),
    "TEXT-LONG": marked("The text has {length} characters; at most {most} are kept. Shorten it."),
    "VALUE-INTEGER": marked("“{text}” is not a number."),
    "VALUE-DECIMAL": marked("“{text}” is not a number."),
    "VALUE-PERCENTAGE": marked("“{text}” is not a number."),
    "VALUE-BOOLEAN": marked("“{text}” is neither 1 nor 0."),
    "VALUE-CATEGORY": marked("“{text}” is not a code of the value list."),
    "UNIT-OTHER": marked("The unit is {unit}, ours is {ours}. Figures are not converted."),
    "FREQUENCY-OTHER": marked("The frequency {frequency} does not fit the period {period}."),
    # sources, findings, groups
    "SOURCE-TITLE": marked("The source {source} has no title."),
    "SOURCE-TYPE": marked("There is no type of source {type}. There are: {types}."),
    "SOURCE-USED": marked("The source {source} is named by figures. Give them another source first."),
    "SOURCE-UNKNOWN": marked("There is no source {source}."),
    "SOURCE-ITSELF": marked("{source} cannot be joined with itself. Name two sources."),
    "JOIN-DIFFERS": marked(
        "{address} holds {one} under {gone} and {other} under {kept}. Nothing was joined. Clear one of them, or keep both sources."
    ),
    "EXPLAIN-ERROR": marked("{rule} reports an error. Errors are corrected, they cannot be explained."),
    "EXPLAIN-EMPTY": marked("An explanation needs words. Write why the figure is right."),
    "FINDING-NOT-THERE": marked("{rule} has no finding at {text}, so there is nothing to explain."),
    "RULE-UNKNOWN": marked("There is no rule {rule}."),
    "SEVERITY-UNKNOWN": marked("There is no severity {severity}. There are: {severities}."),
    "GROUP-UNKNOWN": marked("There is no group of changes {group}. “history” lists them."),
    "UNDO-CHANGED-LATER": marked(
        "{address} was changed again later. Nothing was taken back. Take the later change back first."
    ),
    # profiles
    "COUNTRY-UNKNOWN": marked("There is no country {country}. Write the three letters of ISO 3166-1, for example MDA."),
    "YEARS-TURNED": marked("The years {first} to {last} make no span. Write the first year, then the last."),
    "YEARS-FORM": marked("“{text}” are not years. Write first and last year, for example 2010:2024."),
    "MODULE-UNKNOWN": marked("There is no module {module} here. There are: {modules}."),
    "LANGUAGE-UNKNOWN": marked("There is no language {language} here. There are: {languages}."),
    "NOTHING-CHOSEN": marked("A profile needs at least one module and one language."),
    "CATALOGUE-FILE": marked("The catalogue in {folder} cannot be read: {file} is missing or damaged."),
    "CATALOGUE-FORM": marked("The catalogue is not of the form that is needed: {reason}."),
    "RULE-NOT-NATIONAL": marked("{rule} is a rule of the catalogue. It can be switched off, not changed or removed."),
    "RULE-STAYS-ON": marked("{rule} cannot be switched off: it finds what cannot be read at all."),
    "RULE-REASON": marked("Say why {rule} is switched off; the reason is printed in every export."),
    "RULE-IS-ON": marked("{rule} is not switched off."),
    "RULE-OFF": marked("The rule {rule} is switched off: {reason}"),
    "RULES-FILE": marked("{file} is not a table of rules: it needs the columns {columns}."),
    "PARTNER-OURS": marked(
        "{file} holds figures of {country}, the country of this profile. Choose a partner country's file."
    ),
    "PARTNER-TWICE": marked("{file} is the second file of {country}. Choose one for each country."),
    "PARTNER-COUNTRY": marked(
        "{file} does not say of which country its figures are. Let the name of a long table begin with the country's code, "
        "as in ROU.long.csv."
    ),
    "PARTNER-MORE": marked("Further rows of partner files that could not be read: {n}."),
    "PARTNER-KIND": marked("{file} holds no figures. Choose a profile, an SDMX-CSV file or a long table."),
    "RULE-FAMILY": marked("{rule}: A rule of a profile is always of the family {family}. Leave the column empty."),
    "RULE-FAULT": marked("{rule}: {defect}"),
    "INDICATOR-FAULT": marked("{indicator}: {defect}"),
    "INDICATOR-TAKEN": marked("There is an indicator {indicator} already. Write another code."),
    "INDICATOR-NOT-NATIONAL": marked("{indicator} is an indicator of the catalogue. It cannot be changed or removed."),
    "INDICATOR-FIGURES": marked("{indicator} has figures: {n}, the first at {address}. Clear them first."),
    "INDICATOR-DIMENSION": marked(
        "{indicator} has figures by {dimension}: {n}, the first at {address}. Clear them first, or keep {dimension}."
    ),
    "INDICATOR-TYPE": marked(
        "{indicator} has figures: {n}, the first at {address}. They were read as {type}. Clear them first, or keep the type."
    ),
    "INDICATOR-USED": marked("{user} uses {indicator} and would no longer hold. {defect}"),
    "INDICATOR-MISFIT": marked(
        "{address} does not fit {indicator} as it is now. Nothing changed. Change the indicator first."
    ),
    "INDICATOR-MODULE": marked("{indicator}: The module {module} is not in this profile. There are: {modules}."),
    "INDICATORS-FILE": marked("{file} is not a table of indicators: it needs the columns {columns}."),
    "CATALOGUE-DEFECT": marked("{file}, line {line}: {defect}"),
    "PROFILE-NOT-THERE": marked("{file} is not there. Nothing was made."),
    "PROFILE-IS-FOLDER": marked("{file} is a folder, not a profile."),
    "PROFILE-EMPTY": marked("{file} is empty: it lost its content. Bring back a backup."),
    "PROFILE-ZEROED": marked("{file} holds nothing but zeros: it lost its content. Bring back a backup."),
    "PROFILE-FOREIGN": marked("{file} is not a Migration Profile. It was left as it is."),
    "PROFILE-NEWER": marked(
        "{file} was made by a newer version (format {version}, this program knows {known}). Update the program; the file was left as it is."
    ),
    "PROFILE-OLDER": marked(
        "{file} was made by an older version. Open it once to write, so that it is brought up to date."
    ),
    "PROFILE-CHANGED": marked(
        "The tables of {file} are not those of a Migration Profile: another program changed them. It was left as it is."
    ),
    "PROFILE-CUT": marked("{file} is cut off: a part is missing. It was left as it is. Bring back a backup."),
    "PROFILE-DAMAGED": marked("{file} is damaged ({reason}). It was left as it is. Bring back a backup."),
    "PROFILE-BUSY": marked(
        "{file} is open to write in a program that gives no name. Nothing changed. Close it there, then try again."
    ),
    "PROFILE-LOCKED": marked(
        "{file} is open to write in another program: {who}. Nothing changed. Close it there, then try again."
    ),
    "PROFILE-UNREADABLE": marked("{file} cannot be read: {reason}."),
    "OPEN-TO-READ": marked("{file} is open to read only. Nothing changed."),
    "PLACE-NETWORK": marked(
        "{file} lies on a network drive, where a profile is only read. Copy it to this computer to write."
    ),
    "PLACE-REMOVABLE": marked(
        "{file} lies on a removable drive, where a profile is only read. Copy it to this computer to write."
    ),
    "PLACE-CLOUD": marked(
        "{file} lies in a folder that is kept in a cloud, where a profile is only read. Copy it to another folder to write."
    ),
    "UPGRADE-DIFFERS": marked("Bringing {file} up to date gave a different content. The file is as it was."),
    "RESTORE-OTHER": marked("{file} is a backup of another profile. Nothing changed."),
    "RESTORE-ITSELF": marked("{file} cannot be restored from itself."),
    "TIME-FORM": marked("“{text}” is not a moment. Write 2024-05-31 or 2024-05-31T12:30:05Z."),
    # files in and out
    "FILE-MISSING": marked("{file} is not there."),
    "FILE-EMPTY": marked("{file} is empty."),
    "FILE-LARGE": marked("{file} is larger than {most} MB. Divide it."),
    "FILE-ENCODING": marked("{file} is not text in UTF-8. Save it as “CSV UTF-8”; nothing was read."),
    "FILE-UNREADABLE": marked("{file} cannot be read: {reason}."),
    "FILE-EXISTS": marked("{file} is there already. Nothing was overwritten; choose another name."),
    "FILE-HELD": marked("{file} is held open by another program. Close it there, or choose another name."),
    "FOLDER-MISSING": marked("The folder {folder} is not there."),
    "NOT-WRITABLE": marked("{file} cannot be written there. Choose another folder."),
    "DISK-FULL": marked("The disk is full: {file} was not written. What was there is as it was."),
    "NO-TABLE": marked("{file} is not a table that can be read. Its columns are: {columns}."),
    "CSV-BROKEN": marked("{file} is not a whole table: line {line} cannot be read ({reason})."),
    "CSV-ROWS": marked("{file} has more than {most} rows. Divide it."),
    "COLUMN-UNKNOWN": marked("{file} has a column that is not known: {column}. Nothing was read."),
    "COLUMN-MISSING": marked("{file} lacks the columns: {columns}. Nothing was read."),
    "COLUMN-TWICE": marked("{file} has the column {column} twice. Nothing was read."),
    "ROW-CELLS": marked("The row has {cells} cells, the table {columns} columns."),
    "ROW-TWICE": marked("{address} stands in the file twice. The first row counts."),
    "PUBLISHED-TWICE": marked("Two rows are marked as published for {address}. The first one counts."),
    "PUBLISHED-WORD": marked("“{text}” does not say whether the value is published. Write yes or no."),
    "EMPTY-OVER-VALUE": marked(
        "The file is empty at {address}, where a value stands. It stays unless clearing is accepted."
    ),
    "NOT-ACCEPTED": marked("The value differs and stays as it is: only “{accept}” was accepted."),
    "SDMX-COUNTRY": marked("{file} is about {country}, this profile about {ours}. Nothing was read."),
    "PRACTICE-FILE": marked("{file} comes from a practice profile. It can be read only into a practice profile."),
    "KIND-UNKNOWN": marked("There is no kind {kind}. There are: {kinds}."),
    "BLOCK-UNKNOWN": marked("This profile has no text block {block}."),
    "KIND-WORKBOOK": marked("{file} is a workbook. Here a table of text is read: a long table or SDMX-CSV."),
    "ACCEPT-UNKNOWN": marked("There is nothing called {accept} to accept. There are: {words}."),
    "ENDING-UNKNOWN": marked("The ending {ending} means no format. There are: {endings}."),
    "ENDING-LATER": marked("Files ending in {ending} are not written by this version yet."),
    "BLANK-WORKBOOK": marked("Only a workbook (.xlsx) can be blank, to be filled in; {ending} cannot."),
    "SHARE-REPORT": marked(
        "A report shows the whole profile; the share of an institution goes into a workbook or a table."
    ),
    "SHARE-EMPTY": marked("Nothing of {modules} is assigned to {institution}."),
    "INSTITUTION-EMPTY": marked("An institution needs a name."),
    "INSTITUTION-NONE": marked("Nothing is assigned to {institution}, nor to any other institution yet."),
    "INSTITUTION-UNKNOWN": marked("Nothing is assigned to {institution}. Something is assigned to: {known}."),
    "CODES-UNKNOWN": marked("{code} names no indicator and no module of this profile."),
    "FINAL-ERROR": marked("An error is open: {id}."),
    "FINAL-WARNING": marked("A warning is not explained: {id}."),
    "FINAL-CONFLICT": marked("Conflicts that are not settled: {n}."),
    "LEFT-OUT": marked("The text at {address} cannot be read as a number and was left out."),
    # health
    "CHECK-UNREADABLE": marked("A part of the file cannot be read: {reason}."),
    "CHECK-PAGES": marked("A page of the file is damaged: {reason}."),
    "CHECK-REFERENCES": marked("A row of the table {table} refers to something that is not there."),
    "CHECK-CATALOGUE": marked("The catalogue inside the file is damaged or missing."),
    "CHECK-ID": marked("Change {seq} of {register} was altered after it was recorded."),
    "CHECK-PROJECTION": marked("What is shown differs from the log at change {seq}. “rebuild” makes it anew."),
    # the command line
    "USAGE": marked("{reason}"),
    "COMMAND-UNKNOWN": marked("There is no command {command}."),
    "COMMAND-NEAR": marked("There is no command {command}. The nearest one is {near}."),
    "CANCELLED": marked("Stopped. Everything is as it was."),
    "INTERNAL": marked("Something unexpected happened ({kind}). What was stored before is safe. Details are in {log}."),
    "NO-WINDOW": marked("The window cannot be opened here: {reason}."),
    **FILE_MESSAGES,
    **SHEET_MESSAGES,
}
