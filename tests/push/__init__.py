"""Tests of `netpwa.push`."""
