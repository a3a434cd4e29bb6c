"""Reading printed and written lines out of pictures. Knows no page and no form; the models load on first use."""
