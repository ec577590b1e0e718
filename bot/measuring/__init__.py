"""What `pelita bench` measures, one file per figure; every figure comes from a throw-away installation."""
