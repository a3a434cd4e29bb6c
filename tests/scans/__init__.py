"""Scans and photographs of filled, signed and sealed forms whose truth is known, the same for the same seed."""

from tests.scans.conditions import CONDITIONS
from tests.scans.drawn import TEST, TUNING, Drawn, DrawnPage, PagePicture, documents
from tests.scans.files import as_images, as_pdf
from tests.scans.folders import Folder, FolderPage, folders
from tests.scans.truths import BlockTruth, CellTruth, HandTruth, SealTruth, Truths

__all__ = [
    "CONDITIONS",
    "TEST",
    "TUNING",
    "BlockTruth",
    "CellTruth",
    "Drawn",
    "DrawnPage",
    "Folder",
    "FolderPage",
    "HandTruth",
    "PagePicture",
    "SealTruth",
    "Truths",
    "as_images",
    "as_pdf",
    "documents",
    "folders",
]
