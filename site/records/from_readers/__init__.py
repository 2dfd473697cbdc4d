"""What readers tell the editors, without an account, a cookie or a trace: a concern, an error, a suggestion."""
