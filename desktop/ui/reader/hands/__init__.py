"""What mouse and keys do on the text: select by granules, drag ends, choose, write notes."""
