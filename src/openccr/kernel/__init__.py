"""What every app shares and no framework knows: actors, refusals, state tables, periods, working days, events."""
