## El camino de la cuna a la carrera.
pathway = De la cuna a la carrera
plan-tab-pathway = Camino
nav-pathway = De la cuna a la carrera
pathway-lede = El camino de los niños de esta comunidad: los hitos de cada etapa, dónde se pierden niños y en qué pesa más tarde un hito que no se alcanzó.
pathway-public-lede = El camino de los niños de esta comunidad, los hitos a lo largo de él y cuántos los alcanzan.
pathway-title = Hitos de la cuna a la carrera
pathway-empty = El camino aún no tiene etapas.
pathway-no-milestone = Aquí aún no hay ningún hito.
pathway-unpublished = Una medida aún no publicada
pathway-head-stage = Etapa
pathway-head-milestone = Hito
pathway-head-value = Cómo está
pathway-head-missed = No lo alcanzaron
pathway-head-direction = Dirección
pathway-head-weighs-on = Pesa en
pathway-key = La parte llena de una barra alcanzó el hito, la parte abierta no.
pathway-value = { $value } en { $period }
pathway-reached = { $value } no están entre ellos, { $period }
pathway-missed = { $share } no
pathway-most-lost = Aquí se pierde a más niños
pathway-caveat = Qué pesa en qué es una creencia: debajo está la investigación en que se apoya, o que es un supuesto de la comunidad. No es una prueba para ningún niño en particular.
pathway-not-one-group = Las cifras son de niños distintos en el último período publicado de cada medida, no de un mismo grupo seguido a lo largo de los años.
pathway-birth = el nacimiento
pathway-age = { $years ->
    [one] el primer año
   *[other] los { $years } años
}
pathway-months = los { $months } meses
pathway-ages = Desde { $from } hasta { $to }
pathway-from = Desde { $from }
pathway-until = Hasta { $to }
pathway-activities = { $count ->
    [0] nada planeado
    [one] una actividad
   *[other] { $count } actividades
}
pathway-stages = Las etapas
pathway-beliefs = Qué pesa en qué
pathway-beliefs-lede = Cada una dice en qué se apoya: investigación, que se nombra con ella, o un supuesto propio de la comunidad.
pathway-belief = { $upstream } → { $downstream }
pathway-rests-on = En qué se apoya
pathway-change = Cambiar el camino
pathway-begin = Empezar con seis etapas, del nacimiento al trabajo
pathway-add-stage = Agregar una etapa
pathway-earlier = Un lugar antes
pathway-remove = Quitarla del camino
pathway-stage-lede = Una etapa de la vida y los hitos que están en ella. Elija pocos: cada uno debe ser algo que un niño alcanza o no alcanza.
pathway-what-stands-here = Hitos de esta etapa
pathway-new-influence = Decir qué pesa en qué
pathway-keep-influence = Guardarlo
pathway-old-influence = Retirar una
pathway-forget-influence = Retirarla
field-age_from = Desde la edad, en meses
field-age_to = Hasta la edad, en meses
field-upstream = Lo que no se alcanza temprano
field-downstream = Pesa en
field-rests_on_en = En qué se apoya, en inglés
field-rests_on_en-hint = El estudio o los datos, con autor, año y dónde se puede leer.
field-rests_on_es = En qué se apoya, en español
field-influence = Cuál
problem-no-age = Escriba una edad en meses, 1,440 como mucho.
problem-ages-turned-round = La etapa debe terminar después de empezar.
problem-influence-itself = Nada pesa en sí mismo. Elija dos medidas distintas.
problem-influence-backwards = La segunda está en una etapa anterior a la primera. Cámbielas de lugar.
problem-influence-circle = Sería un círculo: la segunda ya pesa en la primera, directamente o por medio de otras.
fact-pathway-stage-added = agregó una etapa del camino
fact-pathway-stage-changed = cambió una etapa del camino
fact-pathway-stage-moved = movió una etapa del camino
fact-pathway-stage-removed = quitó una etapa del camino
fact-pathway-influence-kept = anotó qué pesa en qué a lo largo del camino
fact-pathway-influence-removed = retiró qué pesa en qué a lo largo del camino
