class Refused(Exception):
    """A file that cannot be taken: `problem` says what is wrong, `fix` how to mend it. Both are lazy sentences."""

    def __init__(self, problem, fix):
        super().__init__(problem, fix)
        self.problem = problem
        self.fix = fix

    def __str__(self):
        return f"{self.problem} {self.fix}"
