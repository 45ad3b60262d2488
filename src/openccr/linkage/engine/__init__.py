"""Links records of people: files in, calibrated pairs and safe clusters out. No Django, no database of ours."""
