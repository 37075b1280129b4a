"""Every SQL statement of inventory: of holds, of stock and its ledger, of warehouses."""
