"""What is due and when: the rules, the rows, and the worker that sends what is due."""
