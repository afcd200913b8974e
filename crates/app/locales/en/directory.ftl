## Partners, people, places, bodies.
