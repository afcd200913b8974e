## Resultados, indicadores, definiciones, metas.
