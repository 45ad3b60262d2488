"""The rules of the conference: referrals, repeats, meetings."""
