"""What a person wrote → typed values: files, front matter, settings, Markdown.

`scan` lists the files; it alone touches the disk.  A file's bytes pass `decoding` and
`document` (fences), `nodes` (YAML as places and texts, its slips named by `slips`),
`brought` (names from other generators), `forms` and `fields` (typed fields by the
tables), and come out of `frontmatter`, `records`, `discussion` or `read_settings`.
Must not know of pages, addresses or themes.
"""
