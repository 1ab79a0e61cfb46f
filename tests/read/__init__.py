"""What reading a file promises: every encoding an employer uses, and a clear message for what is no vacancy."""
