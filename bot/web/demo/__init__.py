"""The demo: three phones at one page, over the same path as the real channels. No person reads what is written here."""
