"""One camera's logic, in pure Python and NumPy: no network, no SQL, no clock of its own."""
