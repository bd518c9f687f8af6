"""What is made of a snapshot besides the PDF: each reads the same facts or the same document."""
