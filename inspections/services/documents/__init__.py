"""Papers of enforcement: what stands on them, how they are drawn, issued and served."""
