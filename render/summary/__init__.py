"""推荐项目汇总表: its rows, as a Word file and as a sheet."""
