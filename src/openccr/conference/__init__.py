"""MARAC: referrals, triage, meetings, research, hearings, minutes, transfers."""
