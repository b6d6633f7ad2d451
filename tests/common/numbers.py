"""How often tests repeat what the threat list counts.

A usual run repeats it a few times. `make campaign` sets EXTERNALSHARE_TEST_NUMBERS
to `named` and so gets the very figures of the list; nothing else reads the variable.
"""

import os


# A misspelt word must not pass for a campaign.
NAMED = {"few": False, "named": True}[os.environ.get("EXTERNALSHARE_TEST_NUMBERS", "few")]

# T01: links guessed, in all.
GUESSES = 100_000 if NAMED else 130
# T04: how often each cause of not being available is asked for.
DEAD_LINKS = 2_000 if NAMED else 100
# T16: how often scanners open one link, in each of their ways.
SCANS = 1_000 if NAMED else 20
# T22: how often each of two addresses is given.
ADDRESSES = 1_000 if NAMED else 60
# T53: rounds in which two readers fetch their copies at the same time.
ROUNDS = 500 if NAMED else 50
# R12: rounds in which forty want what only one, two or five may have.
LIMIT_ROUNDS = 1_000 if NAMED else 6
# T87: passwords tried at once, each of which takes as long as it has to.
PASSWORDS = 100 if NAMED else 12
# R06: files with a little of them changed.
MUTANTS = 5_000 if NAMED else 100
# Sequences of what people do that are played at random, and the steps of each.
STORIES, STEPS = (1_000, 80) if NAMED else (40, 50)
# R29: single characters of an export that are changed.
EDITS = 1_000 if NAMED else 200
# T80: requests that nobody wants.
JUNK = 1_000_000 if NAMED else 10_000
# R30: persons that are erased.
PERSONS = 1_000 if NAMED else 40
# Shares that two clients remind of at once.
REMINDED = 10_000 if NAMED else 600
# Rows of an export whose memory is compared with that of 10,000.
EXPORTED_ROWS = 100_000 if NAMED else 30_000
# Seconds that a machine may do other things meanwhile; fewer than the engine's own bounds,
# so that a test which sets a shorter one still sees whether it was heeded.
LEEWAY = 20
