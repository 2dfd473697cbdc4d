"""Speed and memory, measured: `make benchmark`. No test depends on these figures."""
