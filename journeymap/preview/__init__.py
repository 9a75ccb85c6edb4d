"""The live preview: a journey file in the browser, with its problems, as it is being written.

``watching`` sees that a file has changed, ``finding`` what is in it now, ``board`` holds the latest
of it for all readers and draws it, ``server`` hands it to browsers on this machine, and nothing
else: it has three addresses and opens no file for a reader.
"""
