## La agenda común.
section-agenda = Agenda
nav-agenda = Agenda
agenda-title = Agenda común
agenda-lede = Lo que queremos para todas las personas, cómo lo sabremos y lo que hacemos juntos. El equipo la redacta, los miembros y los residentes opinan, y el comité directivo la ratifica.
agenda-versions = Versiones
agenda-none-yet = Todavía no hay agenda. El equipo empieza un borrador; todos en la mesa pueden comentarlo.
agenda-begin = Empezar una versión nueva
agenda-begin-button = Empezar el borrador
agenda-begin-lede = El borrador empieza con todo lo que está en la última versión ratificada. Diga cómo se llama y qué va a cambiar.
agenda-all-versions = La agenda
agenda-describe = Título y nota
agenda-inputs = Lo que dijo la gente
agenda-compare = Comparar versiones
agenda-compare-before = Qué cambió
agenda-endorsements = Quién la respalda
agenda-version-called = { $title } (versión { $number })
agenda-draft-called = { $title } (borrador)
agenda-state-draft = Borrador
agenda-state-proposed = Ante el comité
agenda-state-ratified = Ratificada
agenda-state-set-aside = Descartada
agenda-lede-draft = Un borrador. Abra una parte para comentarla o para sugerir otras palabras.
agenda-lede-proposed = Está ante el comité directivo. Su texto no se puede cambiar hasta que el comité decida.
agenda-lede-ratified = Ratificada por el comité directivo. Su texto queda congelado para siempre.
agenda-lede-set-aside = Este borrador se descartó. Se puede seguir leyendo.
agenda-ratified = Ratificada el
agenda-ratified-on = Ratificada el { $day }.
agenda-fingerprint = Huella del texto
agenda-endorsed-by = { $count ->
    [0] Ninguna organización la ha respaldado todavía.
    [one] Una organización la respalda.
   *[other] { $count } organizaciones la respaldan.
}
agenda-reviews-due = Hay que volver a mirarlas
agenda-review-was-due = Su revisión era para el { $day }.
agenda-empty-draft = Todavía no hay nada en este borrador. Añada primero la visión, luego el problema y los resultados.

agenda-kind-vision = Visión
agenda-kind-problem = Problema
agenda-kind-population = Para quién
agenda-kind-place = Lugar
agenda-kind-principle = Principio
agenda-kind-result = Resultado
agenda-kind-indicator = Medida
agenda-kind-strategy = Estrategia
agenda-section-vision = Nuestra visión
agenda-section-problem = El problema
agenda-section-population = Para quién
agenda-section-place = Dónde
agenda-section-principle = Cómo trabajamos
agenda-section-result = Resultados
agenda-section-indicator = Medidas
agenda-section-strategy = Estrategias

agenda-map-title = Cómo se relaciona todo
agenda-map-subtitle = Cada resultado, las medidas que lo representan con la dirección que llevan, y lo que hacemos al respecto.
agenda-map-table = El mapa como tabla
agenda-map-empty = Todavía no hay ningún resultado.
agenda-column-direction = Dirección
agenda-not-measured = Todavía sin medir
agenda-owner-is = A cargo de { $name }
agenda-review-on = Se volverá a mirar el { $day }
agenda-review-late = Su revisión era para el { $day }
agenda-comments-count = { $count ->
    [one] Un comentario
   *[other] { $count } comentarios
}
agenda-suggestions-count = { $count ->
    [one] Una sugerencia abierta
   *[other] { $count } sugerencias abiertas
}

agenda-part-add = Añadir una parte
agenda-part-change = Cambiar esta parte
agenda-part-lede = Una medida va debajo de un resultado; una estrategia, debajo de un resultado o de una medida. Lo demás va por sí solo.
agenda-part-remove = Quitarla
agenda-part-remove-heading = Quitar esta parte del borrador, con lo que va debajo
agenda-path = Va debajo de
agenda-other-language = En inglés
field-under = Va debajo de
field-under-hint = Para medidas y estrategias.
field-body_en = Texto en inglés
field-body_es = Texto en español
field-keeper = Quién está a cargo
field-look_again_on = Cuándo volver a mirarla
field-next_review_on = Volver a mirarla el
field-position = Lugar entre sus vecinas
field-position-hint = Un número; los menores van primero. Déjelo vacío para el final.
field-comment = Su comentario
field-wording = Sus palabras
field-why = Por qué
field-words = Lo que se dijo
field-heard_on = Qué día
field-giver_name = Nombre, si quiere respuesta
field-giver_name-hint = Solo para la respuesta. Nadie más lo ve, y se puede borrar enseguida.
field-giver_email = Correo electrónico, si quiere respuesta
field-channel = Cómo llegó
field-part_key = De qué se trata
field-became = En qué quedó
field-changed_version = En qué versión cambió algo
field-reply_en = Respuesta en inglés
field-reply_es = Respuesta en español
field-agenda-title-en = Título en inglés
field-agenda-title-es = Título en español
field-agenda-body-en = Texto en inglés
field-agenda-body-es = Texto en español
field-agenda-owner = Quién está a cargo
field-agenda-review-on = Se volverá a mirar

agenda-to-committee = Al comité directivo
agenda-to-committee-text = El equipo redacta y nunca ratifica. El comité decide sobre este texto exacto; mientras lo hace, nada en él se puede cambiar.
agenda-propose = Presentarla al comité
agenda-proposal-title = Ratificar la versión { $number } de la agenda: { $title }
agenda-proposal = La decisión del comité
agenda-take-back = Retirarla del comité
agenda-not-ready = Falta algo antes de que el comité pueda decidir:
agenda-ready = El borrador está completo y se puede presentar al comité.
agenda-set-aside = Descartar el borrador
agenda-set-aside-heading = Abandonar este borrador
agenda-ratified-by-decision = Una agenda se ratifica con una decisión registrada del comité directivo, con su cuórum, y con nada más. Responda a la propuesta del comité.
agenda-fault-misplaced = «{ $title }» está donde no puede estar.
agenda-fault-ring = «{ $title }» está debajo de sí misma.
agenda-fault-twice = { $kind } está más de una vez.
agenda-fault-missing = Falta: { $kind }.
agenda-fault-unmeasured = «{ $title }» todavía no tiene medida.

agenda-comments = Comentarios
agenda-comment-add = Diga algo sobre esta parte
agenda-comment-send = Enviar el comentario
agenda-suggestions = Sugerencias
agenda-suggest-add = Sugiera otras palabras
agenda-suggest-send = Enviar la sugerencia
agenda-suggested-by = { $name } sugiere
agenda-suggestion-open = Abierta
agenda-suggestion-accepted = Aceptada
agenda-suggestion-declined = No aceptada
agenda-accept = Aceptar estas palabras
agenda-decline = No aceptarla, con el motivo de arriba
agenda-answered = Respuesta: { $answer }
agenda-a-member = Un miembro
agenda-inputs-here = Lo que dijo la gente sobre ella
agenda-review-heading = Se volvió a mirar, y sigue vigente
agenda-reviewed = Anotar la revisión

agenda-older = La más antigua
agenda-newer = La más nueva
agenda-compare-lede = Palabra por palabra: lo que se quitó está tachado, lo que llegó está subrayado.
agenda-from-to = De { $one } a { $other }
agenda-compare-summary = { $added } añadidas, { $removed } quitadas, { $changed } cambiadas, { $same } como antes.
agenda-change-added = Nueva
agenda-change-removed = Quitada
agenda-change-moved = Movida
agenda-change-changed = Cambiada
agenda-removed-begins = (quitado:
agenda-added-begins = (añadido:
agenda-run-ends = )

agenda-inputs-lede = De miembros, de residentes, en papel y de palabra. Cada aporte recibe una respuesta que dice en qué quedó.
agenda-inputs-none = Todavía no se ha anotado nada.
agenda-inputs-count = { $open ->
    [0] { $total } aportes, todos con respuesta.
    [one] { $total } aportes, uno espera respuesta.
   *[other] { $total } aportes, { $open } esperan respuesta.
}
agenda-input-note = Anotar lo que dijo alguien
agenda-input-give = Diga algo sobre la agenda
agenda-input-save = Guardarlo
agenda-came-resident = De un residente
agenda-came-paper = En papel
agenda-came-spoken = De palabra, en una reunión o por teléfono
agenda-channel-member = De un miembro, { $day }
agenda-channel-resident = De un residente, { $day }
agenda-channel-paper = En papel, { $day }
agenda-channel-spoken = De palabra, { $day }
agenda-became-open = Espera respuesta
agenda-became-changed = Cambió la agenda
agenda-became-kept = Quedó como estaba
agenda-became-later = Para una versión posterior
agenda-we-did = Hicimos: { $reply }
agenda-how = Cómo llegó
agenda-giver = Para la respuesta
agenda-reply = La respuesta
agenda-reply-heading = Responder
agenda-reply-send = Guardar la respuesta
agenda-input-public = Mostrar las palabras, sin nombre, y la respuesta en la página pública
agenda-forget = Borrar nombre y dirección
agenda-forget-heading = Olvidar quién lo dijo
agenda-receipt = Anotado
agenda-receipt-lede = Quien lo dijo puede leer en esta dirección en qué queda. Désela ahora: se muestra una sola vez.
agenda-receipt-address = Su dirección
agenda-said-title = Lo que usted dijo
agenda-said-became = En qué quedó
agenda-said-waits = Nadie ha respondido todavía. Vuelva a esta página, o espere un correo si dejó una dirección.
agenda-said-read = Leer la agenda
agenda-said-private = Esta página es solo suya: no lleva ningún nombre, y solo quien tiene su dirección puede abrirla. Para que borremos sus palabras, escríbanos.
agenda-input-thanks-subject = Gracias: lo que le dijo a { $collaborative }
agenda-neighbor = vecina o vecino
agenda-input-thanks-mail = Hola, { $name }:

    Usted dijo: «{ $words }»

    Aquí puede leer en qué queda:
    { $link }

    { $collaborative }
agenda-input-reply-subject = En qué quedó lo que usted dijo
agenda-input-reply-mail = Hola, { $name }:

    Usted dijo: «{ $words }»

    Nuestra respuesta: { $reply }

    { $collaborative }

agenda-endorsements-lede = Las organizaciones dicen en su propio nombre que respaldan la agenda ratificada, o las partes en las que trabajan.
agenda-endorsements-none = Ninguna organización ha respaldado esta versión todavía.
agenda-endorses-all = Respalda toda la agenda
agenda-endorses-parts = Respalda: { $parts }
agenda-endorsed-on = Desde el { $day }
agenda-endorsement-withdrawn = Retirado
agenda-endorse-ask = Enviar el enlace
agenda-endorse-ask-heading = Preguntar a una organización
agenda-endorse-title = Respaldar la agenda
agenda-endorse-heading = { $organisation }: ¿respalda «{ $title }»?
agenda-endorse-about = El comité directivo de { $collaborative } ratificó esta agenda el { $day }. Usted responde por su organización.
agenda-endorse-read = Leer toda la agenda
agenda-endorse-thanks = Anotado: { $organisation } la respalda desde el { $day }. Puede cambiar su respuesta aquí.
agenda-endorse-question = Nuestra organización
agenda-endorse-all = respalda toda la agenda
agenda-endorse-parts = respalda algunas partes
agenda-endorse-which = Qué partes
agenda-endorse-words = Algo que añadir, que verán los lectores (opcional)
agenda-endorse-send = Enviar nuestra respuesta
agenda-endorse-withdraw = Retirar nuestro respaldo
agenda-endorse-choose = Elija toda la agenda, o las partes que respalda.
agenda-endorse-rail = Sobre esta página
agenda-endorse-means = Qué significa
agenda-endorse-means-text = El nombre de su organización aparece en la página pública de la agenda. No es un contrato, y puede retirarlo en cualquier momento.
agenda-endorse-subject = ¿Su organización respalda «{ $title }»?
agenda-endorse-mail = Hola, { $name }:

    El comité directivo de { $collaborative } ratificó la agenda común «{ $title }». ¿La respalda su organización, toda o en parte? Toma dos minutos:
    { $link }

    Abrir la página no cambia nada; su respuesta, sí.

agenda-public-ratified = Ratificada por { $body } el { $day }. Versión { $number }.
agenda-you-said = Usted dijo, nosotros hicimos
agenda-you-said-lede = Lo que la gente nos dijo sobre esta agenda, en sus palabras, y en qué quedó.

problem-agenda-open-draft = Ya hay otro borrador abierto. Termínelo o descártelo primero.
problem-agenda-too-many = Una agenda tiene como mucho { $most } partes.
problem-agenda-once = Una agenda tiene solo una de estas.
problem-agenda-newer = Alguien cambió esta parte desde que usted la abrió. Su texto sigue aquí: compare y guarde otra vez.
problem-agenda-not-ready = El borrador no está listo para el comité: vea abajo lo que falta.
problem-agenda-draft = Es un borrador.
problem-agenda-proposed = Está ante el comité y ahora no se puede cambiar.
problem-agenda-ratified = Está ratificada y congelada. Empiece una versión nueva para cambiar algo.
problem-agenda-set-aside = Este borrador se descartó.
problem-agenda-same-words = Son las palabras que ya están.
problem-agenda-say-why = Diga por qué, para quien lo sugirió.
problem-agenda-text-moved = El texto cambió desde que se sugirió esto. Cambie la parte a mano y responda a la sugerencia con unas palabras.
problem-agenda-name-version = Nombre la versión en la que cambió algo.
problem-agenda-no-organisation = Esta persona no pertenece a ninguna organización.
problem-agenda-only-ratified = Solo se respalda una agenda ratificada.
problem-agenda-no-committee = Todavía no hay comité directivo. Créelo primero, con sus puestos.
problem-agenda-no-part = Elija partes de esta agenda.
problem-agenda-under-vision = Una visión va por sí sola.
problem-agenda-under-problem = Un problema va por sí solo.
problem-agenda-under-population = Para quién es va por sí solo.
problem-agenda-under-place = Un lugar va por sí solo.
problem-agenda-under-principle = Un principio va por sí solo.
problem-agenda-under-result = Un resultado va por sí solo.
problem-agenda-under-indicator = Una medida va debajo de un resultado.
problem-agenda-under-strategy = Una estrategia va debajo de un resultado o de una medida.

agenda-need-reviews = { $count ->
    [one] Hay que volver a mirar una parte de la agenda
   *[other] Hay que volver a mirar { $count } partes de la agenda
}
agenda-need-reviews-text = Ya pasó la fecha de su revisión.
agenda-need-suggestions = { $count ->
    [one] Una sugerencia para la agenda espera respuesta
   *[other] { $count } sugerencias para la agenda esperan respuesta
}
agenda-need-suggestions-text = A quien la hizo se le debe un sí, o un no con su motivo.
agenda-need-inputs = { $count ->
    [one] Un aporte sobre la agenda espera respuesta
   *[other] { $count } aportes sobre la agenda esperan respuesta
}
agenda-need-inputs-text = Quien lo dijo lee la respuesta en una página propia.
agenda-need-step = Abrir la agenda

fact-agenda-draft-begun = empezó un borrador de la agenda
fact-agenda-draft-described = cambió el título o la nota del borrador de la agenda
fact-agenda-draft-set-aside = descartó el borrador de la agenda
fact-agenda-draft-again = retiró la agenda del comité
fact-agenda-part-added = añadió una parte al borrador de la agenda
fact-agenda-part-changed = cambió una parte del borrador de la agenda
fact-agenda-part-removed = quitó una parte del borrador de la agenda
fact-agenda-part-reviewed = volvió a mirar una parte de la agenda
fact-agenda-laid-before-committee = presentó la agenda al comité directivo
fact-agenda-ratified = ratificó la agenda por decisión
fact-agenda-not-ratified = decidió no ratificar la agenda
fact-agenda-commented = comentó el borrador de la agenda
fact-agenda-suggested = sugirió otras palabras para la agenda
fact-agenda-suggestion-accepted = aceptó una sugerencia para la agenda
fact-agenda-suggestion-declined = no aceptó una sugerencia para la agenda
fact-agenda-input-noted = anotó lo que alguien dijo sobre la agenda
fact-agenda-input-answered = respondió a lo que alguien dijo sobre la agenda
fact-agenda-giver-forgotten = borró quién dio un aporte
fact-agenda-endorsement-asked = pidió a una organización que respalde la agenda
fact-agenda-endorsed = respaldó la agenda por una organización
fact-agenda-endorsement-withdrawn = retiró un respaldo de la agenda
