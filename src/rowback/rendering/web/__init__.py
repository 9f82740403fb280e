"""What a browser shows: one comparison, the history of an article. Each is one self-contained page.

environment: templates, style sheets and scripts, and the escaping that nothing gets round.
history: all revisions of an article.
"""
