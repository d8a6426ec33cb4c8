"""The demo: three firms with a story of their own, and as many generated ones as asked for.

Firms, people, imports and moves are made by the operations that people use, with the clock moved.
"""
