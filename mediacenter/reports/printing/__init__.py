"""The printing press: from a document to a PDF."""
