"""Characters and rulings of a page to lines, paragraphs and tables, over page breaks too; whatever the page came from."""
