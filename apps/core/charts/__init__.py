"""Charts as inline SVG: pure functions, no script, no inline style, one color class a series (charts.css)."""
