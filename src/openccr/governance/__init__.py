"""The whole response: boards, strategy, money, policies, recommendations, self-assessment; how the conference works."""
