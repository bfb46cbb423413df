"""Who you know: capturing people, finding them, and every time you were in touch."""
