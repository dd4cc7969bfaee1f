"""Themes: templates, words, settings and assets, and the rendering of one page.

Knows nothing of the library: a page's view comes in, a text goes out.
"""
