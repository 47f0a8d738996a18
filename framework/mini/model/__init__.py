"""Floor 0: the contract. Frozen structs and nothing that runs."""
