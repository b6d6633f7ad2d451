"""Whether content is understood alike by all readers, the least forgiving ones included.

At an operator that lacks operands, or that nobody knows, some readers stop and
show nothing of what follows; and where the data of an inline image end, each
finds out in a way of its own.  A stamp behind such content would be missed, so
the content is put where its end is beyond doubt.
"""

from collections.abc import Callable
from collections.abc import Sequence
from pikepdf import Array
from pikepdf import Name
from pikepdf import Object

import pikepdf
import re
import zlib


# ISO 32000-2, annex A: the operators by the fewest operands of each.
_NAMES = (
    "b B b* B* BT BX EMC ET EX f F f* h n q Q s S T* W W*",
    "cs CS Do g G gs i j J M MP ri sc SC scn SCN sh Tc Tj TJ TL Tr Ts Tw Tz w ' BMC",
    "d d0 DP l m Td TD Tf BDC",
    'rg RG "',
    "k K re v y",
    "",
    "c cm d1 Tm",
)
_OPERANDS = {name: least for least, names in enumerate(_NAMES) for name in names.split()}

_COMPONENTS = {
    "/G": 1, "/DeviceGray": 1, "/RGB": 3, "/DeviceRGB": 3, "/CMYK": 4, "/DeviceCMYK": 4,
    "/I": 1, "/Indexed": 1,
}  # fmt: skip
_MOST = 16 * 1024 * 1024
"""Bytes of an inline image; what inflates to more is a bomb."""

_BLANK = b"\0\t\n\f\r "
_END = re.compile(rb"[\0\t\n\f\r ]EI")


def _plain() -> re.Pattern[bytes]:
    """Operators behind as many operands as they need, without looking at anything twice."""
    blank, end = rb"[\0\t\n\f\r ]", rb"(?![^\0\t\n\f\r /\[(<])"
    number = rb"[-+]?+(?:\d++\.?+\d*+|\.\d++)"
    name = rb"/[^\0\t\n\f\r\v ()<>\[\]{}/%]++"
    string = rb"(?:\((?:[^()\\]|\\.)*+\)|<[\da-fA-F\t\n\f\r ]*+>)"
    array = rb"\[(?:%s++|%s|%s)*+\]" % (blank, number, string)
    entries = rb"<<(?:%s++|%s|%s)*+>>" % (blank, number, name)
    closed = rb"|".join((name, array, entries, string))
    operand = rb"(?:%s%s++|(?:%s)%s*+)" % (number, blank, closed, blank)
    found, known = b"", [re.escape(names.encode()).split(rb"\ ") for names in _NAMES]
    for least in reversed(range(len(known))):
        fitting = sorted((one for few in known[: least + 1] for one in few), key=len, reverse=True)
        more = rb"|" + operand + found if found else b""
        found = rb"(?:(?:%s)%s%s)" % (rb"|".join(filter(None, fitting)), end, more)
    return re.compile(rb"(?:%s++|%s)*+" % (blank, found), re.DOTALL)


_PLAIN = _plain()


def plain(data: bytes) -> bool:
    """Whether content is of the simple kind that all readers understand; most is."""
    return _PLAIN.fullmatch(data) is not None


def understood(operator: str, operands: Sequence[Object]) -> bool:
    """Whether this is an operator, and has what it needs; null stands for what is no operand."""
    least = _OPERANDS.get(operator)
    return least is not None and least <= len(operands) and None not in operands


def ends_clearly(instruction: pikepdf.ContentStreamInlineImage) -> bool:
    """Whether the data of an inline image end where it says itself, and nowhere before."""
    image, data = instruction.iimage.obj, instruction.iimage.read_raw_bytes()
    if _END.search(data.rstrip(_BLANK)):
        return False
    filters = _names(image.get("/Filter"))
    if filters is None:
        return False
    if not filters:
        size = _size(image)
        return size is not None and size <= len(data) and not data[size:].strip(_BLANK)
    ends = _ENDS.get(filters[0])
    return ends is not None and ends(data.strip(_BLANK))


def _names(filters: Object | None) -> list[str] | None:
    if filters is None:
        return []
    listed = list(filters) if isinstance(filters, Array) else [filters]
    return [str(name) for name in listed] if all(isinstance(n, Name) for n in listed) else None


def _size(image: Object) -> int | None:
    """Bytes of the data of an image that is not filtered; None where that is not plain."""
    sides = [image.get(key, 1) for key in ("/Width", "/Height", "/BitsPerComponent")]
    wide, high, bits = (side if isinstance(side, int) else 0 for side in sides)
    if min(wide, high, bits) <= 0:
        return None
    if image.get("/ImageMask") is True:
        parts, bits = 1, 1
    else:
        space = image.get("/ColorSpace")
        name = space[0] if isinstance(space, Array) and len(space) else space
        parts = _COMPONENTS.get(str(name), 0) if isinstance(name, Name) else 0
    return -(-wide * parts * bits // 8) * high if parts else None


def _inflates(data: bytes) -> bool:
    inflate = zlib.decompressobj()
    try:
        inflate.decompress(data, _MOST)
    except zlib.error:
        return False
    return inflate.eof and not inflate.unused_data.strip(_BLANK)


# The others have no end that could be told without drawing them.
_ENDS: dict[str, Callable[[bytes], bool]] = {
    "/FlateDecode": _inflates,
    "/DCTDecode": lambda data: data[:2] == b"\xff\xd8" and data[-2:] == b"\xff\xd9",
    "/ASCII85Decode": lambda data: data.find(b"~>") == len(data) - 2,
    "/ASCIIHexDecode": lambda data: data.find(b">") == len(data) - 1,
}
