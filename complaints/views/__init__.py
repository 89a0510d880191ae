"""The doors: the public's and the desk's."""
