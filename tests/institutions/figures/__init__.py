"""Tests of the sums of institutions."""
