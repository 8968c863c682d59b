"""The article view: offsets, document, lanes, painting, hands."""
