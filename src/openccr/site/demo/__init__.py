"""The invented area: a partnership whose people, places and cases are nobody's, with published margins.

`story` invents it without a database, `copied` writes it at once, `played` lets it happen through the operations.
"""
