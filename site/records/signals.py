from django.dispatch import Signal

# Sent after commit whenever what a reader may see could have changed.
# Arguments: sender (the model), instance.
record_changed = Signal()

# Sent inside the transaction that erases a record: whoever keeps copies of it forgets them now.
# Arguments: sender (the model), instance.
record_erased = Signal()
