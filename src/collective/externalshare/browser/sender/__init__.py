"""What a sender sees: the form, the preview, the shares of a document."""
