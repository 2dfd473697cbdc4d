from records.visibility import PUBLIC, Viewer


def viewer_of(user):
    """What an account may see: editors everything, representatives of organisations what members see."""
    if not user.is_authenticated:
        return PUBLIC
    return Viewer(
        organisations=frozenset(user.representations.values_list("organisation_id", flat=True)),
        is_editor=user.has_perm("wagtailadmin.access_admin"),
    )
