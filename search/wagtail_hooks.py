"""What the search adds to the Wagtail admin."""

from wagtail import hooks

from search.learning import desk as learning
from search.thesaurus import desk, editing
from search.thesaurus.in_words import ChangesInTheHistory

desk.register()


@hooks.register("register_log_actions")
def changes_of_the_thesaurus(actions):
    actions.register_action(editing.EDITED)(ChangesInTheHistory)


hooks.register("register_admin_urls", learning.addresses)
hooks.register("register_admin_menu_item", learning.UnansweredItem)
