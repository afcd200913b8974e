## La iniciativa misma.
collaborative-none = Aquí todavía no se ha creado ninguna iniciativa.
