"""What an exercise is: values that a host reads. Nothing here knows a host."""
