## Results, indicators, definitions, goals.
