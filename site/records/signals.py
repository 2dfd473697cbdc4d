from django.dispatch import Signal

# Sent after commit whenever what a reader may see could have changed.
# Arguments: sender (the model), instance.
record_changed = Signal()
