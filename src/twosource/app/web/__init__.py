"""The local app: the stories of a folder in the browser, over plain files."""
