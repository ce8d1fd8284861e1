"""Prints the text of the PDF that is given as standard input."""

import sys
from io import BytesIO

from pypdf import PdfReader

for page in PdfReader(BytesIO(sys.stdin.buffer.read())).pages:
    print(page.extract_text())
