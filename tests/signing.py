"""A PDF signed with a test certificate, by OpenSSL where a true signature is wanted."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, String

ROOM = 8192
"""Digits that the signature has room in."""

_FAR = 9_999_999_999


def sign(
    pdf: Pdf,
    streams: ObjectStreamMode = ObjectStreamMode.disable,
    *,
    certified: bool = False,
    linearize: bool = False,
    keys: Path | None = None,
) -> bytes:
    """The document, signed; with ``keys`` (a folder of `certificate`) truly."""
    signature = pdf.make_indirect(
        Dictionary(
            Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), SubFilter=Name("/adbe.pkcs7.detached"),
            Contents=String(b"\0" * (ROOM // 2)), ByteRange=Array([0, _FAR, _FAR, _FAR]),
        )
    )  # fmt: skip
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, T=String("Signature"), V=signature,
            Rect=Array([0, 0, 0, 0]), F=132, P=pdf.pages[0].obj,
        )
    )  # fmt: skip
    pdf.pages[0].obj.Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)
    if certified:
        parameters = Dictionary(Type=Name.TransformParams, P=1, V=Name("/1.2"))
        signature.Reference = Array(
            [Dictionary(TransformMethod=Name.DocMDP, TransformParams=parameters)]
        )
        pdf.Root.Perms = Dictionary(DocMDP=signature)
    output = io.BytesIO()
    pdf.save(output, object_stream_mode=streams, static_id=True, linearize=linearize)
    return _filled(output.getvalue(), keys)


def _filled(data: bytes, keys: Path | None) -> bytes:
    """The range of bytes and the signature put in, in place."""
    digits = b"<" + b"0" * ROOM + b">"
    if digits not in data:  # in a stream of objects no signature can stand
        return data
    start = data.index(digits)
    end = start + len(digits)
    wanted = f"[ 0 {start} {end} {len(data) - end} ]".encode()
    placeholder = f"[ 0 {_FAR} {_FAR} {_FAR} ]".encode()
    data = data.replace(placeholder, wanted.ljust(len(placeholder)))
    if keys is None:
        return data
    der = subprocess.run(
        ["openssl", "cms", "-sign", "-binary", "-outform", "DER", "-signer", keys / "cert.pem",
         "-inkey", keys / "key.pem", "-md", "sha256"],
        input=data[:start] + data[end:], capture_output=True, check=True,
    ).stdout  # fmt: skip
    return data[: start + 1] + der.hex().encode().ljust(ROOM, b"0") + data[end - 1 :]


def certificate(folder: Path) -> Path:
    """A key and a certificate of its own, for tests."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "3650", "-subj",
         "/CN=Test", "-keyout", folder / "key.pem", "-out", folder / "cert.pem"],
        capture_output=True, check=True,
    )  # fmt: skip
    return folder
