"""What outlives a request: the values, the ports they are kept behind, and the stores."""
