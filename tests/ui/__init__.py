"""Tests of the window, driven by keys over a real profile file."""
