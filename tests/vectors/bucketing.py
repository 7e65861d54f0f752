#!/usr/bin/env python3
"""Writes bucketing.json beside itself. Shares no code with the service: that is the point of it.

The hashes under `murmur3` are copied from where they were published, and this implementation must agree with them
before it may compute anything. Run it only to add vectors: a changed value would move users between variants.
"""
import json
import pathlib

BUCKETS = 100_000
WORD = 0xFFFFFFFF


def rotate(word, by):
    return (word << by | word >> 32 - by) & WORD


def murmur3(data, seed=0):
    padded = data + bytes(-len(data) % 4)
    words = [int.from_bytes(padded[at:at + 4], "little") for at in range(0, len(padded), 4)]
    state = seed
    for number, word in enumerate(words):
        state ^= rotate(word * 0xCC9E2D51 & WORD, 15) * 0x1B873593 & WORD
        if number < len(data) // 4:  # the tail is only mixed in
            state = (rotate(state, 13) * 5 + 0xE6546B64) & WORD
    state ^= len(data)
    state = (state ^ state >> 16) * 0x85EBCA6B & WORD
    state = (state ^ state >> 13) * 0xC2B2AE35 & WORD
    return state ^ state >> 16


def bucket(salt, id):
    return murmur3(f"{salt}:{id}".encode("utf-8")) * BUCKETS >> 32


FLAGD, WIKIPEDIA, BOYD = "flagd testbed, edges of fractional", "Wikipedia, MurmurHash", "Ian Boyd, test vectors for MurmurHash3"
PUBLISHED = [(text.encode(), hash, origin) for text, hash, origin in [
    ("ejOoVL", 0x00000000, FLAGD), ("bY9fO-", 0x00000001, FLAGD), ("SI7p-", 0x7FFFFFFF, FLAGD),
    ("6LvT0", 0x80000000, FLAGD), ("ceQdGm", 0xFFFFFFFF, FLAGD),
    ("", 0x00000000, WIKIPEDIA), ("test", 0xBA6BD213, WIKIPEDIA), ("Hello, world!", 0xC0363E43, WIKIPEDIA),
    ("The quick brown fox jumps over the lazy dog", 0x2E4FF723, WIKIPEDIA),
]] + [(bytes.fromhex(data), hash, BOYD) for data, hash in [
    ("ffffffff", 0x76293B50), ("21436587", 0xF55B516B), ("214365", 0x7E4A8634), ("2143", 0xA0F7B07A), ("21", 0x72661CF4),
    ("00000000", 0x2362F9DE), ("000000", 0x85F0B427), ("0000", 0x30F4C306), ("00", 0x514E28B7),
]]

# (what it shows, salt, id, how often the id is repeated)
IDS = [
    ("ASCII", "dark-mode", "user-1", 1),
    ("the next user", "dark-mode", "user-2", 1),
    ("the same user, another salt", "new-checkout", "user-1", 1),
    ("upper case is another user", "dark-mode", "USER-1", 1),
    ("spaces are kept", "dark-mode", " user-1 ", 1),
    ("a control character", "dark-mode", "user\x00-1\n", 1),
    ("an e-mail address", "dark-mode", "ann@example.com", 1),
    ("a UUID", "dark-mode", "0190f5a0-7c1e-7000-8000-0123456789ab", 1),
    ("a colon in the id", "a", "b:c", 1),
    ("the same bytes, split elsewhere", "a:b", "c", 1),
    ("empty id", "dark-mode", "", 1),
    ("empty salt", "", "user-1", 1),
    ("nothing but the colon", "", "", 1),
    ("4 bytes hashed, 0 over", "a", "xy", 1),
    ("5 bytes hashed, 1 over", "a", "xyz", 1),
    ("6 bytes hashed, 2 over", "a", "xyzw", 1),
    ("7 bytes hashed, 3 over", "a", "xyzwv", 1),
    ("8 bytes hashed, 0 over", "a", "xyzwvu", 1),
    ("a salt with dots", "checkout.v2.button_colour", "user-1", 1),
    ("a salt that is not ASCII", "größe", "user-1", 1),
    ("é as one code point (NFC)", "dark-mode", "Andr\u00e9", 1),
    ("é as e and an accent (NFD)", "dark-mode", "Andre\u0301", 1),
    ("dotless i", "dark-mode", "\u0131stanbul", 1),
    ("dotted capital I", "dark-mode", "\u0130stanbul", 1),
    ("soft hyphen and zero-width joiner count", "dark-mode", "user\u00ad\u200d-1", 1),
    ("CJK", "dark-mode", "用户一", 1),
    ("right to left", "dark-mode", "משתמש-1", 1),
    ("right to left with marks", "dark-mode", "\u202bمستخدم\u202c", 1),
    ("emoji", "dark-mode", "😀", 1),
    ("emoji of several code points", "dark-mode", "👩\u200d👩\u200d👧", 1),
    ("outside the basic plane", "dark-mode", "𝒳", 1),
    ("the replacement character", "dark-mode", "\ufffd", 1),
    ("512 ASCII characters", "dark-mode", "x", 512),
    ("512 characters of 2 bytes", "dark-mode", "é", 512),
    ("512 characters of 3 bytes", "dark-mode", "語", 512),
    ("256 surrogate pairs", "dark-mode", "😀", 256),
    ("a salt of 100 and an id of 512 characters", "s" * 100, "0123456789abcdef", 32),
]


def user_in(wanted, salt):
    """The first of user-0, user-1, … that falls into the bucket."""
    return next(f"user-{n}" for n in range(10_000_000) if bucket(salt, f"user-{n}") == wanted)


def flag(shows, salt, id, weight):
    at = bucket(salt, id)
    return {"shows": shows, "salt": salt, "id": id, "rollout_percentage": weight / 1000, "bucket": at, "on": at < weight}


def flags():
    for salt, id in [("dark-mode", "user-1"), ("new-checkout", "user-42"), ("dark-mode", "Andr\u00e9"), ("a.b_c", "😀")]:
        at = bucket(salt, id)
        yield flag("the last bucket within", salt, id, at + 1)
        yield flag("the first bucket outside", salt, id, at)
    first, second, last_but_one, last = (user_in(n, "edges") for n in (0, 1, BUCKETS - 2, BUCKETS - 1))
    yield flag("0 % has nobody, not even bucket 0", "edges", first, 0)
    yield flag("0.001 % has bucket 0", "edges", first, 1)
    yield flag("0.001 % ends before bucket 1", "edges", second, 1)
    yield flag("99.999 % has bucket 99 998", "edges", last_but_one, BUCKETS - 1)
    yield flag("99.999 % ends before bucket 99 999", "edges", last, BUCKETS - 1)
    yield flag("100 % has everybody, even bucket 99 999", "edges", last, BUCKETS)


# (what it shows, salt of the run, traffic in parts of 100 000, layer as (salt, ranges of its 10 000 buckets), arms)
HALVES, THIRDS = [("control", 50_000), ("treatment", 50_000)], [("a", 33_334), ("b", 33_333), ("c", 33_333)]
EXPERIMENTS = [
    ("everybody", "checkout-1", 100_000, None, HALVES),
    ("a fifth", "checkout-1", 20_000, None, HALVES),
    ("one bucket", "checkout-1", 1, None, HALVES),
    ("uneven arms, one of them empty", "price-3", 100_000, None, [("control", 10_000), ("never", 0), ("treatment", 90_000)]),
    ("two ranges of a layer", "search-1", 100_000, ("growth", [(1_000, 2_000), (7_000, 7_500)]), THIRDS),
    ("the rest of that layer", "search-2", 100_000, ("growth", [(0, 1_000), (2_000, 7_000), (7_500, 10_000)]), THIRDS),
    ("a salt that is not ASCII", "größe-1", 50_000, None, HALVES),
]


def experiments():
    for shows, salt, traffic, layer, arms in EXPERIMENTS:
        entry_salt = layer[0] if layer else salt + ".traffic"
        edges = [bucket_edge for start, end in (layer[1] if layer else [(0, traffic // 10)]) for bucket_edge in (start * 10, end * 10 - 1, end * 10)]
        ids = ["user-1", "user-2", "ann@example.com", "Andr\u00e9", "😀", "x" * 512]
        ids += [user_in(at, entry_salt) for at in edges if 0 <= at < BUCKETS]
        for id in dict.fromkeys(ids):
            entry, at = bucket(entry_salt, id), bucket(salt, id)
            within = any(start * 10 <= entry < end * 10 for start, end in layer[1]) if layer else entry < traffic
            ends = [(sum(weight for _, weight in arms[:n + 1]), arm) for n, (arm, _) in enumerate(arms)]
            yield {
                "shows": shows, "salt": salt, "traffic": traffic, "layer": layer and {"salt": layer[0], "ranges": layer[1]},
                "arms": [{"variant": arm, "weight": weight} for arm, weight in arms], "id": id, "entry": entry, "bucket": at if within else None,
                "arm": next(arm for end, arm in ends if at < end) if within else None,
            }


def section(rows):
    return "[\n    " + ",\n    ".join(json.dumps(row) for row in rows) + "\n  ]"


def main():
    wrong = [data for data, hash, _ in PUBLISHED if murmur3(data) != hash]
    assert not wrong, f"this implementation disagrees with published hashes: {wrong}"
    sections = {
        "source": json.dumps("bucketing.py: its own MurmurHash3 x86_32, checked against the published hashes under murmur3; "
                             "bucket = (hash of UTF-8 of salt:id, unsigned, seed 0) * 100000 >> 32"),
        "murmur3": section({"hex": data.hex(), "hash": hash, "origin": origin} for data, hash, origin in PUBLISHED),
        "buckets": section({"shows": shows, "salt": salt, "id": id, "repeat": repeat, "bucket": bucket(salt, id * repeat)}
                           for shows, salt, id, repeat in IDS),
        "flags": section(flags()),
        "experiments": section(experiments()),
    }
    text = ",\n".join(f'  "{name}": {value}' for name, value in sections.items())
    pathlib.Path(__file__).with_name("bucketing.json").write_text("{\n" + text + "\n}\n", encoding="ascii", newline="\n")


main()
