"""The demo: what the five source texts tell, as records of the rooms they belong to.

content/ holds the facts and texts (TOML), the modules here put them into the database through
the same use cases that people's clicks call. What is made up says so in its name.
"""
