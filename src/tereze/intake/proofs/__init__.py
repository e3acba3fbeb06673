"""Proofs that came with a file or were asked for: time stamps, web archives, capture bundles. Checked, not believed."""
