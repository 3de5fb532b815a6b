"""Exercises, routines, workouts, pain and progress."""
