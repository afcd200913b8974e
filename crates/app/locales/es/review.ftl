## Revisión de lo que enviaron los socios.
queue-title = { $count ->
    [0] Nada espera revisión
    [one] Un envío espera revisión
   *[other] { $count } envíos esperan revisión
  }
queue-empty = Cuando un socio envíe datos, aparecerán aquí.
queue-order = Primero está lo que detiene la publicación.
queue-heading = { $organisation }: { $title }
queue-about = { $figures ->
    [one] 1 cifra, enviada
   *[other] { $figures } cifras, enviadas
  } el { $day }.
queue-about-corrected = { $corrected ->
    [one] 1 valor corregido
   *[other] { $corrected } valores corregidos
  } entre { $figures ->
    [one] 1 cifra, enviada
   *[other] { $figures } cifras, enviadas
  } el { $day }.
urgency-only-this = Solo falta su revisión.
urgency-correction = Llegó una corrección.
urgency-past-due = La fecha límite ya pasó.
urgency-in-time = Hay tiempo.

review-state-sent = En revisión
review-state-returned = En parte con el socio
review-state-accepted = Aceptado
review-sent-file = { $file }, enviado el { $day }.
review-sent-typed = Escrito o pegado, enviado el { $day }.
review-partial = Es una parte; falta el resto.
review-dropped = No se guardó, porque solo se pidieron conteos: { $columns }.
review-figures = { $count ->
    [one] 1 cifra.
   *[other] { $count } cifras.
  }
review-need-a-look = { $count ->
    [one] 1 necesita una mirada.
   *[other] { $count } necesitan una mirada.
  }
review-corrections = { $count ->
    [one] 1 corregiría una cifra aceptada; la anterior se conserva.
   *[other] { $count } corregirían cifras aceptadas; las anteriores se conservan.
  }
review-small = { $count ->
    [one] 1 tiene un conteo menor que { $least }.
   *[other] { $count } tienen un conteo menor que { $least }.
  }
review-returned = { $count ->
    [one] 1 está con el socio.
   *[other] { $count } están con el socio.
  }
review-accept = { $count ->
    [one] Aceptar 1 cifra
   *[other] Aceptar { $count } cifras
  }
review-accept-note = Los valores que usted devolvió siguen con el socio.
review-look-heading = Mire estas cifras, por favor
review-rest-heading = Las demás
review-all-heading = Todas las cifras
review-column-what = Lugar y grupo
review-column-before = La vez anterior
review-column-now = Ahora
review-column-change = Cambio
review-column-notes = Lo que llama la atención
review-line-returned = Devuelto
review-line-corrected = Corregido
review-line-accepted = Aceptado
review-ask = Preguntar o devolver
review-return-heading = Preguntar al socio por este valor
review-reason = Su pregunta o motivo
review-reason-hint = Aparece junto al valor en la página del socio y en un correo a su contacto. Allí mismo puede corregir el valor.
review-reason-needed = Escriba una pregunta o un motivo, para que sepan qué revisar.
review-return = Devolver este valor
review-keep = Dejarlo como está
review-pages = Páginas
review-who-sees-small = Aquí usted ve conteos menores que el mínimo; queda en el historial que los vio. Nunca se publican.
review-who-sees-protected = En esta página, los conteos menores que el mínimo están protegidos.
notice-accepted = Aceptado. Las cifras pueden entrar en la próxima edición.
notice-accepted-with-corrections = Aceptado. Algunas cifras difieren de las anteriores: se conservan ambas y cuentan las nuevas.
notice-figure-returned = Devuelto. El socio recibe un correo con un enlace al valor marcado.

flag-corrects = Difiere de la cifra aceptada
flag-far = Lejos de la vez anterior
flag-no-value = Ahora sin valor
flag-small = Conteo pequeño
flag-first = Primera vez
question-far = { $place }, { $group }: esta vez dice { $now }; la vez anterior, { $before }. Puede ser correcto. ¿Podría revisarlo?
question-plain = { $place }, { $group }: dice { $now }. ¿Podría revisarlo?
figure-of = { $part } de { $whole }
figure-protected = Protegido
figure-suppressed = La fuente no lo publica
figure-not-available = Sin número

decided-heading = { $count ->
    [one] 1 decisión del socio al enviar
   *[other] { $count } decisiones del socio al enviar
  }
decided-column = La columna { $column } se leyó como: { $role }.
decided-blank-zero = Las celdas vacías de la columna { $column } significan cero.
decided-blank-none = Las celdas vacías de la columna { $column } significan que no hay número.
decided-left-out = «{ $sent }» se dejó fuera.
decided-means = «{ $sent }» significa { $meant }.
decided-everyone = «{ $sent }» significa todas las personas.
decided-cell = Fila { $row }, columna { $column }: se escribió «{ $typed }» sobre lo que dice el archivo.
decided-cell-kept = Fila { $row }, columna { $column }: se escribió otra cosa sobre lo que dice el archivo.
decided-rows-out = { $count ->
    [one] La fila { $rows } se dejó fuera.
   *[other] Las filas { $rows } se dejaron fuera.
  }
decided-period = El archivo nombra otro período; se confirmó el período pedido.
