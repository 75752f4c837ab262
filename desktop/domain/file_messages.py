"""Owns the sentences about files that come in: what a file is, what is wrong with it, what a workbook says that came back."""

from __future__ import annotations

from desktop.language import marked

FILE_MESSAGES: dict[str, str] = {
    # a workbook that came back
    "WORKBOOK-NEWER": marked(
        "The workbook was written by a newer version of the program ({format}). Nothing is read from it."
    ),
    "WORKBOOK-COUNTRY": marked("{file} is about {theirs}, this profile about {ours}. Nothing is taken from it."),
    "WORKBOOK-PROFILE": marked(
        "{file} was sent out from another profile, “{title}”. This one is “{ours}”. Open the profile it came from."
    ),
    "WORKBOOK-CATALOGUE": marked(
        "{file} was made with the definitions {theirs}, this profile uses {ours}. Send out a new workbook and copy the figures into it."
    ),
    "WORKBOOK-NO-SHEET": marked(
        "{file} has no sheet of figures any more: none has the columns Code and Key and a year above figures."
    ),
    "WORKBOOK-TWO-WAY": marked(
        "The hidden sheet of the workbook is gone, so it does not say what was sent out. What came back is compared with what is here."
    ),
    "WORKBOOK-HIDDEN-DAMAGED": marked(
        "The hidden sheet of the workbook is damaged: it does not say what was sent out. What came back is compared with what is here."
    ),
    "WORKBOOK-FORMULAS-UNKNOWN": marked(
        "A file of the kind {kind} does not tell formulas from typed numbers: figures that are worked out are not compared."
    ),
    "WORKBOOK-ROWS-GONE": marked(
        "Rows that were sent out and did not come back: {n} ({rows}). Their figures stay as they are."
    ),
    "WORKBOOK-COLUMNS-GONE": marked(
        "Columns of the sheet {sheet} that did not come back: {periods}. Their figures stay as they are."
    ),
    "WORKBOOK-COLUMN-STRANGE": marked(
        "The column “{heading}” of the sheet {sheet} is none of this program's. Its numbers, {n}, are left out."
    ),
    "WORKBOOK-SHEET-STRANGE": marked("The sheet {sheet} is none of this program's. Its numbers, {n}, are left out."),
    "WORKBOOK-SPREAD": marked(
        "“{text}” cannot be read. Write a letter alone, or letters with their years such as “E 2010–2014; P 2024”. There are: {known}."
    ),
    "ROW-NO-KEY": marked(
        "The row has no key, so it does not say which figure this is. Copy the row of the indicator with its key."
    ),
    "ROW-TWICE-DIFFERS": marked("The row stands more than once and says different things: {places}. Keep one of them."),
    "ROW-THOUSANDS": marked(
        "“{unit}” stands as the unit of this row: are its figures in thousands? Write them in the unit that was sent."
    ),
    "SOURCE-CHANGED": marked(
        "The source of the row was {was} and is now {now}; the figure stands here under {was} already. Name its source here instead."
    ),
    "BOTH-CHANGED": marked("{address} was changed here and in the workbook since it was sent out."),
    "CELL-FORMULA": marked(
        "A formula stands here whose result the file does not hold. Open and save the workbook once, or type the number."
    ),
    "CELL-DATE": marked(
        "A date stands here ({text}); it may have been a number before the spreadsheet took it for a date. Type the number."
    ),
    "CELL-PERCENT": marked("The cell shows {text} as a percentage. Type the figure without the per-cent sign."),
    "CELL-ERROR": marked("An error of the spreadsheet stands here: {text}."),
    "CELL-WORKED-OUT": marked("The figure is worked out from others and stays as it is; change those."),
    "CELL-SCALED": marked(
        "{was} was sent out and {now} came back: is it in thousands or millions? Write it in the unit that was sent."
    ),
    "SHEET-NO-NUMBERS": marked("{file} has no table with numbers. Nothing was read."),
    "NOTHING-STAYED-OUT": marked("No figure stayed out, so there is nothing to send back."),
    # any spreadsheet
    "FILE-SIZE": marked(
        "{file} is {size} MB large; at most {most} MB of a spreadsheet are read. Nothing was read. Divide it, or take "
        "pictures out."
    ),
    "FILE-ODD": marked("{file} is not a file but a folder, a device or the like. Choose a file."),
    "FILE-ZEROED": marked(
        "{file} holds nothing but zeros: it lost its content, as after a power cut or on a failing stick. Ask for it "
        "again."
    ),
    "FILE-PASSWORD": marked(
        "{file} is locked with a password. Open it in a spreadsheet program, save it without the password, then choose "
        "it again."
    ),
    "FILE-BROKEN": marked(
        "{file} is damaged and cannot be read ({reason}). Nothing was read. Open it in a spreadsheet program and save "
        "it again, or ask for it again."
    ),
    "FILE-DIED": marked(
        "{file} could not be read with {memory} MB of memory in the time given: it is damaged, or made to do harm. "
        "Nothing was read, and nothing else was touched. Open it in a spreadsheet program and save only the table as "
        ".xlsx."
    ),
    "FILE-SLOW": marked(
        "Reading {file} took longer than {seconds} seconds and was stopped. Nothing was read. Save only the table as "
        ".xlsx."
    ),
    "FILE-MEMORY": marked(
        "{file} needs more than the {most} MB of memory that reading may take. Nothing was read. Save only the table as "
        ".xlsx."
    ),
    "KIND-PDF": marked("{file} is a PDF. Tables cannot be read from it; ask for the spreadsheet it was made from."),
    "KIND-DOCUMENT": marked(
        "{file} is a text document or slides, not a spreadsheet. Copy the table into a spreadsheet and save it as "
        ".xlsx."
    ),
    "KIND-WEB": marked(
        "{file} is a web page, whatever its name says. Open it in a spreadsheet program and save it as .xlsx."
    ),
    "KIND-MARKUP": marked("{file} is XML, not a workbook. If a spreadsheet program opens it, save it there as .xlsx."),
    "KIND-DATABASE": marked("{file} is a database, not a spreadsheet. A Migration Profile is opened, not imported."),
    "KIND-PROGRAM": marked(
        "{file} is a program, whatever its name says. It was not started. Do not open it; tell those who look after "
        "your computers."
    ),
    "KIND-SHORTCUT": marked(
        "{file} is a shortcut, not the file it leads to, and was not followed. Choose the file itself."
    ),
    "KIND-PICTURE": marked("{file} is a picture. Figures cannot be read from it; ask for the spreadsheet."),
    "KIND-PACKED": marked(
        "{file} is a packed folder of other files, not a workbook. Unpack it and choose the spreadsheet in it."
    ),
    "KIND-OLD": marked(
        "{file} was written by a spreadsheet program older than 1993. Open it in LibreOffice and save it as .xlsx."
    ),
    "KIND-OTHER": marked(
        "{file} is not a spreadsheet that is known. Known are .xlsx, .xlsm, .xlsb, .xls, .ods and tables of text."
    ),
    "ARCHIVE-DAMAGED": marked(
        "{file} is damaged: what it says of its parts is not what stands there ({part}). Nothing was read. Ask for it "
        "again."
    ),
    "ARCHIVE-NAMES": marked(
        "{file} has parts whose names are not safe or stand there twice ({part}). Nothing was read. Save it again in a "
        "spreadsheet program."
    ),
    "ARCHIVE-ENCRYPTED": marked("{file} has locked parts. Save it without a password, then choose it again."),
    "ARCHIVE-PACKING": marked(
        "{file} is packed in a way that spreadsheet programs do not use ({part}). Save it again in one."
    ),
    "ARCHIVE-PARTS": marked(
        "{file} consists of {n} parts; at most {most} are read. Nothing was read. Save only the table as .xlsx."
    ),
    "ARCHIVE-RATIO": marked(
        "A part of {file} ({part}) unpacks to {n} times its size and more; at most {most} times is read, as files made "
        "to do harm grow without end. Nothing was read. Save only the table as .xlsx."
    ),
    "ARCHIVE-UNPACKED": marked(
        "{file} unpacks to {n} MB and more; at most {most} MB are read. Nothing was read. Divide it."
    ),
    "XML-DTD": marked(
        "{file} declares a document type ({part}), which no spreadsheet program writes and which can do harm. Nothing "
        "was read."
    ),
    "XML-ENCODING": marked(
        "{file} is not written in UTF-8 ({part}), as spreadsheet programs do. Nothing was read. Save it again in one."
    ),
    "XML-BROKEN": marked(
        "{file} is damaged: line {line} of one of its parts cannot be read. Nothing was read. Ask for it again."
    ),
    "SHEETS-MANY": marked("{file} has {n} sheets; at most {most} are read. Nothing was read. Divide it."),
    "SHEETS-TWICE": marked("{file} has two sheets of the same name. Nothing was read. Give each its own name."),
    "SHEET-ROWS": marked(
        "The sheet “{sheet}” of {file} has {n} filled rows or more; at most {most} are read. Nothing was read. Divide "
        "it."
    ),
    "SHEET-COLUMNS": marked(
        "{cell} on the sheet “{sheet}” of {file} stands in column {n}; at most {most} columns are read. Nothing was "
        "read. Delete what stands so far out, or divide it."
    ),
    "SHEET-WIDE": marked(
        "A line of {file} has {n} cells; at most {most} columns are read. Nothing was read. Divide it, or save it again "
        "as .xlsx."
    ),
    "SHEET-FAR": marked(
        "{cell} on the sheet “{sheet}” of {file} lies so far from the first cell that the room between cannot be held. "
        "Nothing was read. Delete what stands so far out."
    ),
    "CELLS-MANY": marked("{file} has {n} filled cells or more; at most {most} are read. Nothing was read. Divide it."),
    "DOUBTS-MANY": marked(
        "{file} has {n} dates, percentages or formulas without result; at most {most} are read. Nothing was read. Divide it."
    ),
    "TEXTS-MUCH": marked("The texts of {file} take more than {most} MB. Nothing was read. Divide it."),
    "TEXTS-LONG": marked(
        "{file} holds a text of {n} characters or more; at most {most} are read in a cell. Nothing was read. Shorten it."
    ),
    "CELL-LONG": marked(
        "{cell} on the sheet “{sheet}” of {file} holds {n} characters; at most {most} are read. Nothing was read. "
        "Shorten it."
    ),
    "CELL-GRID": marked(
        "{cell} on the sheet “{sheet}” of {file} lies outside of any sheet. The file is damaged, nothing was read."
    ),
    "CELL-ADDRESS": marked(
        "“{cell}” on the sheet “{sheet}” of {file} is not a place on a sheet. The file is damaged, nothing was read."
    ),
    "CELL-TWICE": marked(
        "{cell} stands twice on the sheet “{sheet}” of {file}. Nothing was read, as either could be meant. Save it "
        "again in a spreadsheet program."
    ),
    "SHEET-MERGED": marked(
        "A sheet of {file} has {n} merged areas or more; at most {most} are read. Nothing was read."
    ),
    "SHEET-LOST": marked(
        "Not everything that stands on the sheet “{sheet}” of {file} could be read. Nothing was read. Save it again in "
        "a spreadsheet program."
    ),
    "REMARK-MACROS": marked("The file holds macros or controls. They were left alone: nothing of them was started."),
    "REMARK-LINKS": marked(
        "The file refers to other files or to servers. The links were not followed; the values are those stored in the "
        "file."
    ),
    "REMARK-OBJECTS": marked("The file holds other files inside. They were left alone."),
    "REMARK-WESTERN": marked(
        "The file does not say how its letters are written. They were read as Western European (windows-1252): look at "
        "the accents."
    ),
}
