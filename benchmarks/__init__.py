"""Measures the assistant against its peers: `make benchmark`, or `python -m benchmarks`."""
