"""Acts and reads, append-only, in the same transaction, sealed into a hash chain at commit."""
