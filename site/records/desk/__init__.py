"""The editors' desk: how any kind of record is listed, written, translated, reviewed and withdrawn in Wagtail's admin.

A subject names its fields in a `RecordViewSet` (viewsets.py); each other module is one thing an editor does.
"""
