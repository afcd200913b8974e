## Cobertura: qué parte del plan está cubierta, es escasa, está doble o falta.
coverage = Cobertura
coverage-lede = Dónde el plan hace mucho, poco, lo mismo dos veces o nada. Cada hallazgo es una pregunta para quienes saben más de lo que dice el plan.
coverage-stands-out = Lo que llama la atención
coverage-nothing-stands-out = No falta nada y nada está doble, hasta donde dice el plan.
coverage-matrices = Maneras de ver la cobertura
coverage-as-a-whole = En conjunto
coverage-found = Qué se halla
coverage-measures = { $count ->
    [one] una medida
   *[other] { $count } medidas
}
coverage-name-strategy-partner = Estrategias y socios
coverage-name-stage-place = Etapas y lugares
coverage-name-group-strategy = Grupos y estrategias
coverage-lede-strategy-partner = Quién hace algo por cada estrategia de la agenda. De nadie se espera que esté en todas; la columna «En conjunto» dice qué falta.
coverage-lede-stage-place = Lo que se hace en cada etapa del camino, en los lugares que nombra el plan. Una actividad sin lugar es para toda la comunidad y cuenta en cada uno.
coverage-lede-group-strategy = Lo que se hace por cada grupo que nombra el plan. Una actividad para todas las personas también llega al grupo, pero no es algo propio.
coverage-corner-strategy-partner = Estrategia
coverage-corner-stage-place = Etapa
coverage-corner-group-strategy = Grupo
coverage-empty-strategy-partner = Aún no hay una agenda ratificada con estrategias.
coverage-empty-stage-place = El camino aún no tiene etapas.
coverage-empty-group-strategy = Ninguna actividad del plan es aún para un grupo.
coverage-key-covered = Cubierto
coverage-key-thin = Escaso
coverage-key-doubled = Doble
coverage-key-missing = Falta
coverage-covered = Cubierto
coverage-missing = Falta
coverage-doubled = Doble
coverage-to-come = Por empezar
coverage-for-everyone = Solo para todos
coverage-one-partner = Un solo socio
coverage-leads = Dirige
coverage-helps = Participa
coverage-under-way = En marcha
coverage-rule-covered = Algo está en marcha y no depende de un solo socio.
coverage-rule-thin = Lo que hay no ha empezado, depende de un solo socio, o es para todas las personas y nada para este grupo.
coverage-rule-doubled = Dos actividades en marcha hacen lo mismo una al lado de la otra: la misma estrategia, etapa, grupos y lugar, otros responsables y nadie que participe en ambas.
coverage-rule-missing = Nada de lo que va aquí está en marcha ni por empezar.
coverage-activities = { $count ->
    [one] una actividad
   *[other] { $count } actividades
}
coverage-beyond = { $count ->
    [one] Un socio más participa en menos estrategias y no aparece como columna.
   *[other] { $count } socios más participan en menos estrategias y no aparecen como columnas.
}
coverage-missing-row-strategy-partner = Nadie hace nada por «{ $row }»
coverage-doubled-row-strategy-partner = Dos socios hacen lo mismo por «{ $row }» sin el otro
coverage-missing-row-stage-place = No se hace nada en la etapa «{ $row }»
coverage-missing-cell-stage-place = No se hace nada en la etapa «{ $row }» en { $column }
coverage-missing-cell-group-strategy = Nada llega a «{ $row }» por «{ $column }»
coverage-was-asked = Se preguntó a { $partner }.
coverage-on-an-agenda = Está en el orden del día de una reunión.
coverage-is-meant = Está así a propósito: { $because }
coverage-cell-lede = Lo que hace aquí el plan, y cómo llegar a quien podría hacer algo.
coverage-what-is-done = Lo que se hace
coverage-nothing-done = Nada está en marcha ni por empezar.
coverage-done-about-it = Lo que se hizo al respecto
coverage-begin = Anotar lo que falta
coverage-begin-lede = Si aquí se hace algo que el plan no conoce, o si alguien lo empieza, se anota en un minuto.
coverage-begin-here = Añadir una actividad aquí
coverage-ask = Preguntar a alguien
coverage-could-gap = Trabajan cerca o lo hacían antes, y ahora no están aquí: { $partners }.
coverage-could-doubled = Hacen lo mismo, cada cual sin el otro: { $partners }.
field-also = Y a
coverage-by-letter = Por carta
coverage-send = Enviar la carta
coverage-by-agenda = O hablarlo en una reunión
coverage-propose = Ponerlo en el orden del día
coverage-by-leaving = O decir que está así a propósito
coverage-leave = Dejarlo como está
coverage-letter-subject-gap = ¿Podrían hacerse cargo? { $what }
coverage-letter-subject-doubled = Dos hacemos lo mismo: { $what }
coverage-letter-gap = En nuestro plan común nadie hace nada todavía aquí: { $what }.
    
    Ustedes trabajan cerca. ¿Podrían hacerse cargo, por su cuenta o con otros, o saben quién podría? Cualquier respuesta ayuda, también «nosotros no» o «ahora no».
    
    { $person }, { $collaborative }
coverage-letter-doubled = En nuestro plan común dos actividades hacen lo mismo una al lado de la otra: { $what }.
    
    ¿Hablamos de hacerlo juntos, o de quién hace cada parte? Ustedes saben mejor que el plan qué hay detrás.
    
    { $person }, { $collaborative }
coverage-letter-foot = { $collaborative }. Responda a { $contact }.
coverage-item-gap = ¿Quién podría hacerse cargo? { $what }
coverage-item-doubled = ¿Juntos o por separado? { $what }
field-letter = Carta
field-meeting = Reunión
problem-whom-to-ask = Elija a quién preguntar.
problem-nobody-reached = No se puede llegar por correo a nadie de este socio: el directorio no tiene dirección.
fact-coverage-invited = preguntó a un socio por un hueco del plan
fact-coverage-proposed = puso un hueco del plan en un orden del día
fact-coverage-meant = dijo que un hueco del plan es a propósito
field-letter_subject = Asunto
plan-tab-coverage = Cobertura
coverage-rule-leads = Dirige aquí algo que está en marcha.
coverage-rule-helps = Participa aquí en algo que dirige otra organización.
coverage-rule-to-come = Lo que hace aquí no ha empezado.
coverage-rule-for-everyone = Lo que hay es para todas las personas y nada especialmente para este grupo.
coverage-scroll = La tabla sigue a la derecha: desplácela de lado o con las flechas.
