"""A brief attached to anybody's report, and documents joined without loss."""
