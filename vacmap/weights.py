"""estimators ↔ files, without a pickle: skops files whose types are checked and whose bytes are known

skops builds only objects of the types scikit-learn and NumPy ship and of those named in ``TRUSTED``.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

import skops.io

from vacmap.errors import ModelError

TRUSTED: tuple[str, ...] = ()
"""Types a weight file may hold beyond those skops trusts by itself (scikit-learn's and NumPy's): none."""
LARGEST_FILE = 200_000_000
"""Bytes a weight file may take once unpacked."""


def write_weights(value: object, file: Path) -> None:
    """Write estimators, or dictionaries and lists of them."""
    skops.io.dump(value, file, compression=zipfile.ZIP_DEFLATED, compresslevel=6)


def read_weights(file: Path) -> Any:
    """Read what :func:`write_weights` wrote.

    Raises
    ------
    ModelError
        If the file is no skops file, unpacks to more than ``LARGEST_FILE`` bytes, or holds a type that is not trusted.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
        if size > LARGEST_FILE:
            raise ModelError(f"{file}: unpacks to {size:,} bytes; expected at most {LARGEST_FILE:,}")
        untrusted = sorted(set(skops.io.get_untrusted_types(file=file)) - set(TRUSTED))
        if untrusted:
            raise ModelError(f"{file}: holds types that are not trusted: {', '.join(untrusted)}")
        return skops.io.load(file, trusted=list(TRUSTED))
    except (zipfile.BadZipFile, KeyError, json.JSONDecodeError) as error:
        raise ModelError(f"{file}: expected a skops file ({error!r})") from None


def digest(file: Path) -> str:
    """SHA-256 of a file."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def write_manifest(file: Path, manifest: dict[str, Any]) -> None:
    """Write the manifest of a model folder."""
    file.write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read_manifest(folder: Path, name: str, format: int, hashed: tuple[str, ...]) -> dict[str, Any]:
    """The manifest of a model folder, once every file it speaks of was found whole and unchanged.

    Parameters
    ----------
    name : str
        The manifest's file name.
    format : int
        The format it has to be of.
    hashed : tuple of str
        Names of the files whose SHA-256 stands in its ``files``.

    Raises
    ------
    ModelError
        If the manifest is missing or of another form, or a file is missing or changed.
    """
    file = folder / name
    if not file.is_file():
        raise ModelError(f"{folder}: no model here; expected a folder that holds {name} (vacmap train makes one)")
    try:
        manifest = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ModelError(f"{file}: expected JSON in UTF-8 ({error})") from None
    if not isinstance(manifest, dict) or manifest.get("format") != format:
        found = manifest.get("format") if isinstance(manifest, dict) else manifest
        raise ModelError(f"{file}: expected a model of format {format}, got {found!r}")
    hashes = manifest.get("files")
    if not isinstance(hashes, dict) or set(hashed) - set(hashes):
        raise ModelError(f"{file}: expected 'files' with the hashes of {', '.join(hashed)}")
    for one in hashed:
        if not (folder / one).is_file():
            raise ModelError(f"{folder / one}: missing; expected a whole model folder")
        if digest(folder / one) != hashes[one]:
            raise ModelError(f"{folder / one}: changed since the model was saved (its SHA-256 is not the manifest's)")
    return manifest
