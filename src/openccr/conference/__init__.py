"""MARAC: referrals, triage, meetings, research, hearings."""
