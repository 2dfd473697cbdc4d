"""XML of documents that anybody may have sent: parsed without entities and network, cut without losing text."""

import re

from lxml import etree

from records.cleaning.reasons import damaged, unpacks_too_large, with_external_entities

LARGEST_XML = 20 * 1024 * 1024  # a tree takes many times the size of its text

# C:\Users\..., \\server\share, file:///..., /home/...: whose computer it was, and often who they are.
LOCAL_PATH = re.compile(r"\s*(?:file:|[a-z]:[\\/]|\\\\|/(?:users|home|volumes|mnt)/)", re.IGNORECASE)
FILE_NAME = re.compile(r".*\.(?:jpe?g|png|gif|tiff?|bmp|heic|webp)", re.IGNORECASE)


def parsed(content):
    if len(content) > LARGEST_XML:
        raise unpacks_too_large()
    if b"<!DOCTYPE" in content.replace(b"\0", b""):  # without zero bytes UTF-16 reads like UTF-8
        raise with_external_entities()
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError):
        raise damaged() from None
    if root.getroottree().docinfo.doctype:
        raise with_external_entities()
    return root


def serialized(root):
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def local_name(name):
    return name.rpartition("}")[2]


def namespace(name):
    return name[1:].partition("}")[0] if name.startswith("{") else ""


def named(root, *names):
    """Elements below `root` with one of these local names, in any namespace; safe to cut while walking."""
    return list(root.iter(*(f"{{*}}{name}" for name in names)))


def cut(element):
    """Remove an element with its content; the text after it stays."""
    _give_tail_away(element)
    element.getparent().remove(element)


def cut_with_empty_parents(element):
    """Remove an element, and then each parent that was only there to hold it; a paragraph stays, though empty."""
    parent = element.getparent()
    cut(element)
    while parent.getparent() is not None and _is_empty(parent):
        parent, emptied = parent.getparent(), parent
        cut(emptied)


def _is_empty(element):
    has_content = len(element) or element.attrib or (element.text or "").strip()
    return not has_content and local_name(element.tag) != "p"


def unwrap(element):
    """Replace an element by its content."""
    parent, place = element.getparent(), element.getparent().index(element)
    _join_text(parent, place, element.text)
    for child in list(element):
        parent.insert(parent.index(element), child)
    cut(element)


def _give_tail_away(element):
    if element.tail:
        parent = element.getparent()
        _join_text(parent, parent.index(element), element.tail)
        element.tail = None


def _join_text(parent, place, text):
    """Add text before the child at `place`."""
    if not text:
        return
    if place == 0:
        parent.text = (parent.text or "") + text
    else:
        before = parent[place - 1]
        before.tail = (before.tail or "") + text
