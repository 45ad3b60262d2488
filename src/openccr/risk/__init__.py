"""Risk instruments answered: score and judgement kept apart."""
