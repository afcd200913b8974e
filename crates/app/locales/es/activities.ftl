# El plan de acción: actividades, hitos, promesas de las organizaciones.
section-plan = Plan
plan-tabs = El plan y lo que forma parte de él
plan-views = Maneras de ver el plan
plan-tab-plan = Plan
plan-view-list = Lista
plan-view-mine = Lo mío
plan-lede = Lo que hacen los socios, estrategia por estrategia. El estado de cada actividad se deduce de sus hitos, sus fechas y las promesas que forman parte de ella.
plan-lede-mine = Lo que hacen su organización y sus grupos, y lo que sigue.
plan-add = Añadir una actividad
plan-add-button = Añadirla
plan-add-lede = El trabajo que ya está en marcha cuenta primero. Basta un minuto; los hitos, los lugares y lo demás pueden venir después.
plan-back = Volver al plan
plan-back-to-activity = Volver a la actividad
plan-edit = Cambiar esta actividad
plan-edit-lede = Aquí no se escribe el estado: se deduce de sus hitos, sus fechas y sus promesas.
plan-due = Lo que sigue
plan-due-in-groups = Lo que han de alcanzar otros de sus grupos
plan-was-due = Venció el { $day }.
plan-due-none = En los próximos tres meses no vence nada suyo.
plan-mine = Aquello en lo que usted participa
plan-activities = Actividades
plan-search = Palabras
plan-strategy = Estrategia
plan-any-strategy = Cualquier estrategia
plan-partner = Socio
plan-any-partner = Cualquier socio
plan-place = Lugar
plan-any-place = Cualquier lugar
plan-body = Grupo de trabajo
plan-any-body = Cualquier grupo
plan-group = Grupo de personas
plan-standing = Estado
plan-any-standing = Cualquier estado
plan-find = Buscar
plan-found = { $count ->
    [0] No se encontró nada.
    [one] { $count } actividad
   *[other] { $count } actividades
}
plan-none = Todavía no hay actividades aquí.
plan-page-before = Antes en la lista
plan-page-after = Más adelante en la lista
plan-standing-late = Con retraso
plan-standing-on-course = En curso
plan-standing-planned = Prevista
plan-standing-done = Terminada
plan-standing-stopped = Detenida
plan-count-late = { $count } con retraso
plan-count-on-course = { $count } en curso
plan-count-planned = { $count ->
    [one] { $count } prevista
   *[other] { $count } previstas
}
plan-count-done = { $count ->
    [one] { $count } terminada
   *[other] { $count } terminadas
}
plan-count-stopped = { $count ->
    [one] { $count } detenida
   *[other] { $count } detenidas
}
plan-why-stopped = Se terminó antes de tiempo.
plan-why-nothing-open = Llegó su último día y no queda nada abierto.
plan-why-milestone-past = Un hito ha pasado de su fecha.
plan-why-pledge-past = Una promesa ha pasado de su fecha y nadie ha dicho qué fue de ella.
plan-why-pledge-late = Un socio dice que una promesa se retrasará.
plan-why-end-past = Su último día ha pasado y nada dice que se haya hecho algo.
plan-why-not-begun = Su primer día aún está por llegar.
plan-why-goes-on = Sigue su marcha y nada ha pasado de su fecha.
plan-from-to = { $from } a { $to }
plan-since = Desde el { $from }
plan-reached = { $reached } de { $count } hitos alcanzados
plan-was-under-way = Ya estaba en marcha antes del plan.
plan-when = Cuándo
plan-facts = En breve
plan-who = Quién lo hace
plan-leads = dirige
plan-where = Dónde
plan-where-none = Todavía no se ha nombrado ningún lugar.
plan-groups = Para qué grupos
plan-groups-none = Para todas las personas.
plan-untie = Quitar
plan-add-partner = Añadir un socio
plan-add-place = Añadir un lugar
plan-add-group = Añadir un grupo
plan-stop = Terminarla antes de tiempo
plan-stop-open = No sigue adelante
plan-take-up = Retomarla
plan-stopped-because = El motivo: { $because }
plan-milestones = Hitos y productos
plan-milestones-none = Todavía ninguno. Los hitos dicen si una actividad va bien.
plan-metrics = Lo que cuenta
plan-metrics-none = Todavía nada.
plan-scope-universal = Para todas las personas
plan-scope-targeted = Sobre todo para algunos grupos
plan-need-text = { $activity }, dirigida por { $lead }.
plan-need-step = Abrir
plan-need-more = { $count ->
    [one] Otro hito suyo vence pronto
   *[other] Otros { $count } hitos suyos vencen pronto
}
plan-need-all = Ver todo
plan-field-title = Qué se hace
plan-field-title_en = Qué se hace
plan-field-title_es = Qué se hace, en español
plan-field-about = Qué es, en unas frases
plan-field-about_es = Qué es, en español
plan-field-lead = Quién la dirige
plan-field-partner = Socio
plan-field-strategy = Estrategia
plan-field-place = Lugar
plan-field-group = Grupo
plan-field-indicator = La medida que quiere mover
plan-field-stage = Etapa del camino
plan-field-body = Grupo de trabajo
plan-field-starts_on = Primer día
plan-field-ends_on = Último día, si lo tiene
plan-field-was_under_way = Ya estaba en marcha antes del plan
plan-field-scope = Para quién
plan-field-population = Para quién, en palabras
plan-field-population_es = Para quién, en español
plan-field-visibility = Quién puede verla
plan-field-first_milestone = Lo primero que se quiere alcanzar, si lo sabe
plan-field-milestone_en = Qué se quiere alcanzar
plan-field-milestone_es = Lo mismo en español
plan-field-milestone_kind = Clase
plan-field-due_on = Para cuándo
plan-field-done_on = Alcanzado el
plan-field-because = Por qué, en una palabra
plan-field-metric_en = Qué se cuenta
plan-field-metric_es = Lo mismo en español
plan-field-planned = Cuánto se prevé
plan-field-reached = Cuánto hasta ahora
plan-field-measured_on = Con fecha de
plan-field-part = Qué aporta
plan-field-other = Elección
plan-field-became = Qué fue de ello
milestone-kind-milestone = Hito
milestone-kind-deliverable = Producto
milestone-due = Para el { $day }
milestone-reached-on = Alcanzado el { $day }
deliverable-reached-on = Hecho el { $day }
milestone-late = Pasado de fecha
milestone-open = Por venir
milestone-dropped = Descartado
milestone-reach = Está alcanzado
milestone-otherwise = Cambió o se dejó
milestone-became = Qué fue de ello
milestone-move = Llega otro día
milestone-drop = Ya no se quiere
milestone-new-day = Nueva fecha
milestone-reopen = Abrirlo de nuevo
milestone-add = Añadir un hito
metric-add = Añadir una medida
metric-now = Hasta ahora
metric-of = { $reached } de { $planned } previstos
metric-reached = { $reached } hasta ahora
metric-planned = { $planned } previstos
metric-as-of = { $text }, con fecha de { $day }
problem-plan-backbone = { $organisation } sostiene el equipo de apoyo. Los socios actúan y el equipo de apoyo les ayuda: nombre al socio que lo hace.
problem-plan-no-lead = Nombre al socio que la dirige.
problem-plan-leads-already = Este socio ya la dirige.
problem-plan-ends-before = El último día es anterior al primero.
problem-plan-not-yet = Ese día aún está por llegar.
problem-plan-choose = Elija primero.
problem-plan-changed-meanwhile = Otra persona cambió esta actividad después de que usted abriera el formulario. Lo que escribió está abajo: mire la actividad y guarde de nuevo.
promises = Promesas
plan-view-promises = Promesas
promises-lede = Lo que las organizaciones prometieron por sí mismas y lo que dicen que fue de ello. El equipo pregunta y nunca responde.
promises-own = Para que usted responda
promises-all = Por organización
promises-none = Todavía no se ha prometido nada.
promises-show-waiting = Solo a quienes se preguntó y no han respondido
promises-show-all = Todas las promesas
promises-ask = Preguntar qué fue de ellas
promises-ask-whom = Preguntar a
promises-asked = Se preguntó a { $name } el { $day }.
promises-asked-waiting = Se preguntó a { $name } el { $day } y aún no ha respondido.
promise-note = Anotar una promesa
promise-note-lede = Lo que una organización promete por sí misma, en sus propias palabras. Por correo se le pregunta qué fue de ello y responde con un enlace.
promise-whose = De quién es la promesa
promise-what = Qué harán
promise-what-es = Lo mismo en español
promise-when = Para cuándo
promise-activity = La actividad de la que forma parte
promise-make = Prometer algo más
promise-make-button = Anotar esta promesa
promise-until = Para el { $day }
promise-because = Por qué, en una palabra
promise-new-day = Nueva fecha
promise-new-words = En qué se convirtió
promise-answer-kept = Cumplida
promise-answer-on-course = En camino
promise-answer-late = Con retraso
promise-answer-changed = Cambiada
promise-answer-dropped = Abandonada
promise-said = { $answer }. Anotado el { $day }
promise-said-because = { $answer }: { $because }. Anotado el { $day }
promises-send = Enviar lo elegido
promises-ahead = Más adelante
promises-link-title = Qué fue de sus promesas
promises-link-heading = ¿Qué fue de lo que prometió { $organisation }?
promises-link-lede = Basta un toque para cada una. Donde fue de otra manera, una palabra del porqué ayuda a los demás.
promises-link-none = Ahora nada pide respuesta. Gracias.
promises-rail = Para qué sirven sus respuestas
promises-rail-text = Muestran a los socios cómo va el plan. A nadie se le reprocha un «con retraso» o «abandonada»: ayuda saberlo pronto.
promises-letter = Un solo enlace las abre todas. Tres respuestas toman menos de un minuto:
promises-letter-heading = { $count ->
    [one] { $collaborative }: ¿qué fue de una promesa?
   *[other] { $collaborative }: ¿qué fue de { $count } promesas?
}
promises-letter-ahead = { $count ->
    [one] { $collaborative }: ¿va en camino una promesa?
   *[other] { $collaborative }: ¿van en camino { $count } promesas?
}
promises-need = { $count ->
    [one] Una promesa de su organización pide respuesta
   *[other] { $count } promesas de su organización piden respuesta
}
promises-need-text = Cumplida, con retraso, cambiada o abandonada: un toque para cada una.
promises-need-step = Responder
pledge-past = Sin noticia
pledge-late = Con retraso
pledge-changed = Cambiada
pledge-open = Por venir
pledge-kept = Cumplida
pledge-dropped = Abandonada
pledge-count-past = { $count } sin noticia
pledge-count-late = { $count } con retraso
pledge-count-changed = { $count ->
    [one] { $count } cambiada
   *[other] { $count } cambiadas
}
pledge-count-open = { $count } por venir
pledge-count-kept = { $count ->
    [one] { $count } cumplida
   *[other] { $count } cumplidas
}
pledge-count-dropped = { $count ->
    [one] { $count } abandonada
   *[other] { $count } abandonadas
}
problem-plan-no-promiser = Nombre a la organización que lo promete.
problem-plan-say-why = Una palabra del porqué, por favor: los demás planifican con ella.
problem-plan-say-when = La nueva fecha, por favor.
problem-plan-say-what = En pocas palabras: ¿en qué se convirtió?
problem-plan-day-past = La nueva fecha ya pasó.
problem-plan-nothing-to-ask = Esta organización no tiene promesas abiertas.
problem-plan-nobody-to-ask = Nadie de esta organización está en el directorio.
nav-plan = Plan
public-plan-title = El plan
public-plan-lede = Lo que los socios de { $name } hacen juntos, estrategia por estrategia, y quién lo hace.
public-plan-as-of = Como estaba el { $day }.
public-plan-more = Y más
public-plan-with = con { $partners }
public-plan-for = Para: { $groups }
public-plan-in = Dónde: { $places }
public-plan-step-due = { $title }: para el { $day }
public-plan-step-done = { $title }: alcanzado el { $day }
public-plan-promise = { $organisation } prometió: { $words }, para el { $day }. { $standing }.
public-plan-result = Quiere mover:
sheet-title = Importar una hoja de actividades
sheet-lede = Envíe la hoja tal como la lleva el socio: Excel, LibreOffice o CSV, en inglés o en español. Antes de guardar nada verá cómo se lee cada columna y cada nombre; enviada dos veces, no duplica nada.
sheet-import = Importar una hoja
sheet-file = La hoja
sheet-file-hint = Una actividad por fila. Los encabezados combinados, las notas y las filas vacías no molestan.
sheet-go-on = Seguir con la hoja que empezó
sheet-done = { $added ->
    [0] No se añadió nada
    [one] Se añadió una actividad
   *[other] Se añadieron { $added } actividades
}{ $there ->
    [0] .
    [one] ; una fila ya estaba en el plan.
   *[other] ; { $there } filas ya estaban en el plan.
}{ $partners ->
    [0] {""}
    [one] {" "}Un socio es nuevo en el directorio.
   *[other] {" "}{ $partners } socios son nuevos en el directorio.
}
sheet-eyebrow = Actividades de una hoja
sheet-saved = Todavía no hay nada en el plan; esto se guarda para usted como borrador.
sheet-read = { $file }: { $rows ->
    [0] todavía no se lee ninguna fila como actividad.
    [one] una fila habla de una actividad.
   *[other] { $rows } filas hablan de actividades.
}{ $ready ->
    [0] {""}
    [one] {" "}Una está lista.
   *[other] {" "}{ $ready } están listas.
}{ $there ->
    [0] {""}
    [one] {" "}Una ya está en el plan o repetida en la hoja.
   *[other] {" "}{ $there } ya están en el plan o repetidas en la hoja.
}{ $left ->
    [0] {""}
    [one] {" "}Una fila se deja fuera; está más abajo.
   *[other] {" "}{ $left } filas se dejan fuera; están más abajo.
}
sheet-state = { $rows ->
    [one] { $ready ->
        [0] La fila aún no está lista
       *[other] La fila está lista
    }
   *[other] { $ready } de { $rows } filas listas
}{ $there ->
    [0] {""}
   *[other] , { $there } ya estaban
}
sheet-send = { $ready ->
    [0] Anotar que todo está ya
    [one] Añadir una actividad al plan
   *[other] Añadir { $ready } actividades al plan
}
sheet-done-title = Hecho, según la hoja del socio
sheet-missing-title = ¿Qué columna dice lo que se hace?
sheet-missing-lead = ¿Qué columna dice quién la dirige?
sheet-cells-title = Filas sin palabras sobre lo que se hace
sheet-cells-lead = Filas sin el socio que dirige
sheet-cells-starts = Primeros días que no podemos leer
sheet-cells-ends = Últimos días que no podemos leer
sheet-cells-due = Fechas de hitos que no podemos leer
sheet-cells-hint = Escriba sobre la celda u omita la fila. Sirven fechas como «sept 2026», «otoño 2026», «2026-27» o «en curso».
sheet-cell-empty = Esta celda está vacía.
sheet-cell-unread = No sabemos qué día es «{ $text }».
sheet-ask-lead = ¿Qué socio dirige donde la hoja dice «{ $text }»?
sheet-ask-partner = ¿Qué socio es «{ $text }»?
sheet-ask-backbone = «{ $text }» sostiene el equipo de apoyo y quienes actúan son los socios: ¿qué socio dirige esto?
sheet-ask-strategy = ¿Qué estrategia es «{ $text }»?
sheet-ask-body = ¿Qué grupo de trabajo es «{ $text }»?
sheet-ask-place = ¿Qué lugar es «{ $text }»?
sheet-ask-state = ¿Cómo está algo que está «{ $text }»?
sheet-perhaps = { $name } (se parece)
sheet-nothing = Ninguno: quitarlo
sheet-leave-rows-out = Ninguno: omitir las filas
sheet-state-planned = No ha empezado
sheet-state-under-way = Sigue su marcha
sheet-state-done = Está hecho
sheet-state-stopped = Se terminó antes de tiempo
sheet-role-title = Qué se hace
sheet-role-lead = Quién la dirige
sheet-role-partners = Quién aporta
sheet-role-strategy = Estrategia
sheet-role-body = Grupo de trabajo
sheet-role-place = Lugar
sheet-role-starts = Primer día
sheet-role-ends = Último día
sheet-role-state = Estado
sheet-role-milestone = Hito
sheet-role-due = Fecha del hito
sheet-role-population = Para quién
sheet-role-about = Más sobre ella
sheet-role-ignore = Nada que guarde el plan
sheet-cells-title-hint = Diga en pocas palabras qué se hace, u omita la fila.
sheet-cells-lead-hint = Escriba el nombre del socio que la dirige, u omita la fila.
sheet-cells-about = Descripciones demasiado largas
sheet-cells-about-hint = Acórtelas aquí, u omita la fila.
sheet-cell-long = Con todo lo que le pertenece, pasa de { $most } caracteres.
sheet-cells-backwards = El último día es anterior al primero
sheet-cells-backwards-hint = Escriba sobre el día equivocado u omita la fila.
sheet-cell-backwards = { $last } es anterior a { $first }.
sheet-rest = { $count ->
    [one] Queda una más después de estas.
   *[other] Quedan { $count } más después de estas.
}
sheet-ask-order = ¿Qué día es «{ $raw }»?
sheet-ask-order-hint = { $rows } Nada en la hoja indica si escribe primero el día o el mes. Su respuesta vale para toda la hoja.
sheet-order-month-first = { $day } (primero el mes)
sheet-order-day-first = { $day } (primero el día)
sheet-ordered-month-first = Esta hoja escribe primero el mes: { $raw } es el { $day }.
sheet-ordered-day-first = Esta hoja escribe primero el día: { $raw } es el { $day }.
sheet-order-again = Preguntarme otra vez cuál va primero
sheet-names-again = Preguntarme otra vez por todos los nombres
sheet-said = Cómo se leen los días y los nombres
sheet-names-lead = ¿Qué socios dirigen donde la hoja dice esto?
sheet-names-partner = ¿Qué socios son estos?
sheet-names-backbone = El equipo de apoyo no dirige nada: ¿qué socios dirigen aquí?
sheet-names-strategy = ¿Qué estrategias son estas?
sheet-names-body = ¿Qué grupos de trabajo son estos?
sheet-names-place = ¿Qué lugares son estos?
sheet-names-state = ¿Cómo está algo que se describe así?
sheet-names-hint = Responda lo que sepa y guárdelo; lo que deje abierto sigue aquí.
sheet-names-all = Dejar fuera los { $count } que no se parecen a nadie de aquí
sheet-new-partner = Añadir «{ $text }» como socio nuevo
sheet-rows = Las actividades tal como quedarán
sheet-rows-none = Todavía no hay ninguna fila lista.
sheet-rows-shown = De { $from } a { $to } de { $all }
sheet-rows-before = Las anteriores
sheet-rows-after = Las siguientes
sheet-line-new = { $name } (socio nuevo)
sheet-line-with = { $lead }, con { $others }
sheet-line-open = Sin último día
sheet-line-milestone = Hito: { $title }, { $day }
sheet-line-stopped = Terminó antes de tiempo: { $because }
sheet-left = Filas que se dejan fuera
sheet-left-about = De estas no se añade nada.
sheet-left-text = Lo que dice
sheet-left-why = Por qué
sheet-left-more = { $count ->
    [one] Se deja fuera una fila más.
   *[other] Se dejan fuera { $count } filas más.
}
sheet-why-remark = Solo una celda tiene texto: un título entre filas o una nota
sheet-why-total = Un total
sheet-why-heading = Se leyó como encabezados
sheet-why-apart = Está aparte de la tabla
sheet-why-chosen = Usted la dejó fuera
sheet-why-unknown = Usted dejó fuera las filas de quien la dirige
sheet-why-there = Ya está en el plan
sheet-why-twice = La misma actividad está más arriba en esta hoja
sheet-take-in = Es una actividad: incluirla
sheet-too-long = Esta hoja tiene { $rows } filas y se pueden importar { $most } de una vez. Divídala y envíe una parte tras otra: nada se añade dos veces.
sheet-tidied-spaces-trimmed = Quitamos espacios alrededor de { $count ->
    [one] un texto
   *[other] { $count } textos
}
sheet-tidied-marks-read = Leímos { $count ->
    [one] una marca como «*» como celda vacía
   *[other] { $count } marcas como «*» como celdas vacías
}
sheet-tidied-no-number-read = Leímos { $count ->
    [one] una celda como «n/a» o «-» como vacía
   *[other] { $count } celdas como «n/a» o «-» como vacías
}
sheet-tidied-totals-left-out = Dejamos fuera lo que parecen totales; esas filas están más abajo
sheet-tidied-guards-unwrapped = Leímos { $count ->
    [one] un texto envuelto en ="…" como debe ser
   *[other] { $count } textos envueltos en ="…" como deben ser
}
sheet-tidied-footnotes-removed = Quitamos signos de nota en { $count ->
    [one] una celda
   *[other] { $count } celdas
}
sheet-tidied-keys-carried-down = Dimos a { $count ->
    [one] una fila el nombre que está más arriba
   *[other] { $count } filas el nombre que está más arriba
}
sheet-tidied-zeros-restored = Devolvimos los ceros iniciales a { $count ->
    [one] un código
   *[other] { $count } códigos
}
problem-sheet-open = Quedan preguntas abiertas. No se añadió nada.
plan-view-timeline = Cronograma
plan-view-partners = Por socio
plan-view-places = Por lugar
plan-timeline = El plan en el tiempo
plan-timeline-lede = Desde hace un año hasta dentro de un año, estrategia por estrategia.
plan-timeline-title = Qué ocurre y cuándo
plan-timeline-many = { $count } actividades son demasiadas para un dibujo. Elija una estrategia.
plan-no-strategy = Ninguna estrategia de la agenda actual
plan-partners = El plan por socio
plan-partners-lede = Lo que cada socio dirige y en lo que participa.
plan-places = El plan por lugar
plan-places-lede = Qué ocurre y dónde. Lo que no nombra un lugar es para toda la comunidad.
plan-whole-community = Toda la comunidad
plan-group-all = Todos
plan-group-show = Mostrar
plan-group-leads = Dirige
plan-group-takes-part = Participa, dirige { $lead }
plan-group-led-by = Dirige { $lead }
plan-partners-choose = Socio
plan-places-choose = Lugar
plan-group-about = { $count ->
    [0] Todavía nada en el plan
    [one] { $count } actividad
   *[other] { $count } actividades
}{ $late ->
    [0] .
   *[other] , { $late } con retraso.
}
promise-thanks = Gracias.
plan-gap = ¿Se mueve la brecha?
plan-gap-no-edition = Todavía no lo dice ninguna cifra publicada: la medida no está en ninguna edición.
plan-gap-no-group = Aquí no se nombra ningún grupo de las cifras, así que ninguna puede decirlo. Agréguelo en «Para qué grupos».
plan-gap-too-little = Muy poco para decirlo: la edición más nueva no muestra brecha de este grupo. Tiene muy pocas personas, no hay cifras por grupo o es aquel con el que se compara a los demás.
plan-gap-one-time = Todavía no hay un año anterior con que comparar.
plan-gap-source = De { $edition }. Una brecha se mueve por muchas razones: que se haya movido o no, no prueba lo que hace esta actividad.
promises-kept-answers = Recibido. Gracias: sus respuestas están junto a sus promesas.
promises-kept-promise = Recibido. Gracias: su promesa queda anotada.
promises-kept-nothing = No se eligió nada, así que no se envió nada. Elija una respuesta para al menos una promesa.
