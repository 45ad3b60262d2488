"""When something may be told: grounds, her no-go list, marks on kinds of information, agreements."""
