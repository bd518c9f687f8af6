"""A Word document (.docx) as headings, paragraphs, lists, tables, links and pictures.

What somebody sends is judged (`checking`), made easier to read (`preparing`), read (`reading`),
and its lists get the numbers that Word shows (`numbering`). What is not taken over is told.
"""
