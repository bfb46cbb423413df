"""HTTP plumbing, and nothing about people: who asks, what may be asked, how answers look."""
