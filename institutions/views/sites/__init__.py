"""Pages of teaching sites, rooms and sites in another district."""
