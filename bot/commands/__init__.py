"""The commands of `nvcn`, a module a group."""
