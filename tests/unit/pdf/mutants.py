"""Good files with a little of them changed, as disks, mail servers and people change them."""

from pathlib import Path
from random import Random

import re


BIGGEST = 300_000
"""Bytes of a file that is changed: of bigger ones it takes too long to look at thousands."""

_NUMBER = re.compile(rb"\d+")


def mutants(files, count, seed):
    """Yield (name, bytes) of so many mutants; the same files and seed give the same ones."""
    random = Random(seed)
    good = [data for data in (Path(path).read_bytes() for path in files) if len(data) <= BIGGEST]
    for number in range(count):
        change = random.choice(CHANGES)
        yield f"{number:05}-{change.__name__}", change(random.choice(good), random)


def flipped(data, random):
    """Some bytes are others."""
    out = bytearray(data)
    for _ in range(random.choice((1, 3, 10, 100))):
        out[random.randrange(len(out))] = random.randrange(256)
    return bytes(out)


def bent(data, random):
    """One bit is another."""
    out = bytearray(data)
    out[random.randrange(len(out))] ^= 1 << random.randrange(8)
    return bytes(out)


def cut(data, random):
    """The end is missing."""
    return data[: random.randrange(len(data))]


def holed(data, random):
    """A piece in the middle is missing."""
    start = random.randrange(len(data))
    return data[:start] + data[start + random.choice((1, 50, 4096)) :]


def doubled(data, random):
    """A piece is there twice."""
    start = random.randrange(len(data))
    end = start + random.choice((1, 50, 4096))
    return data[:end] + data[start:end] + data[end:]


def blanked(data, random):
    """A block of the disk is zeros."""
    start = random.randrange(len(data)) // 512 * 512
    return data[:start] + bytes(len(data[start : start + 512])) + data[start + 512 :]


def miscounted(data, random):
    """A number is another: an offset, a length, a count, a reference."""
    found = list(_NUMBER.finditer(data))
    if not found:
        return data[:-1]
    place = random.choice(found)
    other = random.choice((b"0", b"-1", b"99999999999", b"%d" % random.randrange(1000)))
    return data[: place.start()] + other + data[place.end() :]


CHANGES = (flipped, bent, cut, holed, doubled, blanked, miscounted)
