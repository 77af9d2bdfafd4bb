"""How the tables came to be, step by step. A new step is a module in `versions`, written by hand."""
