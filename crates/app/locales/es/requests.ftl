## Solicitudes de datos.
data-title = Datos
data-requests = Solicitudes de datos
data-requests-none = Todavía no hay ninguna solicitud. La primera pide a sus socios un conjunto de cifras y toma unos cinco minutos.
data-request-new = Pedir datos a los socios
data-request-due = Para el { $day }
data-request-state-draft = Borrador, sin enviar
data-request-state-open = Abierta
data-request-state-closed = Cerrada
data-request-partners = { $count ->
    [one] 1 socio
   *[other] { $count } socios
  }

response-not-asked = Sin pedir
response-asked = Pedido
response-opened = Abierto
response-started = Empezado
response-sent = En revisión
response-returned = Devuelto
response-accepted = Aceptado
response-late = Atrasado

tally-received = { $count } { $count ->
    [one] recibido
   *[other] recibidos
  }
tally-being-checked = { $count } en revisión
tally-to-come = { $count } por llegar
tally-late = { $count } { $count ->
    [one] atrasado
   *[other] atrasados
  }

board-eyebrow = Solicitud de datos
board-asked-on = Pedido el { $day }
board-opened-on = Abierto el { $day }
board-started-on = Empezado el { $day }
board-sent-on = Enviado el { $day }
board-sent-part-on = Enviado en parte el { $day }
board-reminded = { $times ->
    [one] Un recordatorio, el { $day }
   *[other] { $times } recordatorios, el último el { $day }
  }
board-heading = { $count ->
    [one] Se pide a un socio
   *[other] Se pide a { $count } socios
  }
board-partner = Socio
board-state = Estado
board-action = Siguiente paso
board-look = Revisar
board-offer-help = Ofrecer ayuda
board-offer-help-to = a { $organisation }
board-send = { $count ->
    [one] Enviar a 1 socio
   *[other] Enviar a { $count } socios
  }
board-send-note = Cada contacto recibe un correo con su propio enlace. Se envían recordatorios 7 y 2 días antes de la fecha, y un ofrecimiento de ayuda 3 días después, solo a quienes no han enviado.
board-close = Cerrar esta solicitud
board-close-note = Al cerrarla terminan los recordatorios. Lo enviado aún se puede revisar.
board-what = Lo que pedimos
board-why = Por qué
board-period = Periodo
board-period-in-file = Está en el archivo
board-indicator = Indicador
board-due = Fecha límite
board-links-until = Los enlaces enviados hoy funcionan hasta el { $day }, { $days } días después de la fecha límite, para que lleguen los archivos tardíos y los valores devueltos.
board-counts-only = Solo conteos: los nombres y las fechas de nacimiento se descartan antes de guardar.
board-not-counts-only = Se pueden conservar otras columnas.
board-calendar = Archivo de calendario
board-template = Plantilla (xlsx)
board-who-sees = Quién puede ver esto
board-who-sees-text = El equipo de apoyo ve este tablero. Las cifras las ven cada socio, las suyas, y la persona encargada de los datos.

notice-request-created = Guardada como borrador. Nadie se ha enterado todavía: revísela y después envíela.
notice-request-opened = Enviada. Cada contacto tiene su propio enlace.
notice-request-closed = Esta solicitud está cerrada.
notice-help-offered = El ofrecimiento de ayuda va en camino, con un enlace nuevo.
notice-help-not-needed = No se envió ningún correo: ya enviaron sus datos o recibieron un correo en las últimas 12 horas.

request-new-title = Pedir datos a los socios
request-new-lede = Una solicitud pide las mismas cifras a varios socios. Usted la ve como borrador antes de que alguien reciba un correo.
request-field-title = Título
request-field-title-hint = Aparece en el asunto del correo: «Asistencia de otoño 2025».
request-field-title-es = Título en español
request-field-optional = Opcional
request-field-indicator = Indicador
request-field-choose = Elija uno
request-field-period = Periodo
request-field-period-hint = Por ejemplo, 2025-26 para un año escolar, 2025 para un año civil.
request-field-period-in-file = El periodo está en el archivo
request-field-what = Lo que pide
request-field-what-hint = Qué conteos, de quiénes, desde cuándo hasta cuándo. La hoja de cálculo de ellos sirve tal como está.
request-field-what-es = Lo que pide, en español
request-field-why = Por qué lo pide y qué recibirán ellos
request-field-why-es = Por qué, en español
request-field-due = Fecha límite
request-field-counts-only = Solo conteos
request-field-counts-only-hint = Las columnas que parecen nombres o fechas de nacimiento se descartan antes de guardar el archivo.
request-field-dimensions = Grupos por los que se desglosa
request-field-dimensions-hint = La plantilla tiene una fila por grupo. Quien no tenga esos datos los deja vacíos.
request-field-places = Lugares
request-field-places-hint = Déjelos todos vacíos para usar los lugares que este indicador ya tiene.
request-field-partners = Socios a quienes se pide
request-field-partners-hint = Cada uno recibe un correo, dirigido a la persona elegida aquí.
request-field-contact = Contacto en { $organisation }
request-no-contacts = Ninguna organización tiene todavía una persona con correo electrónico. Agréguela en Socios y personas.
request-save = Guardar como borrador
request-spanish = También en español
request-error-summary = { $count ->
    [one] Falta una cosa
   *[other] Faltan { $count } cosas
  }
request-error-title = Escriba un título de 200 caracteres como máximo.
request-error-what = Diga lo que pide.
request-error-indicator = Elija un indicador.
request-error-period = No conocemos este periodo. Escriba 2025-26, 2025 o 2025-m09, o marque que está en el archivo.
request-error-due = Elija un día a partir de hoy.
request-error-partners = Elija al menos un socio.
request-error-too-long = Este texto es demasiado largo.

template-sheet = Datos
template-place = Lugar
template-period = Periodo
template-all = Todos
template-denominator = Número de personas en total
template-numerator = Número contado: { $title }
template-rule-title = ¿Un número?
template-rule = Esta celda es para un número. Una marca como n/d también sirve.

calendar-summary = Fecha límite: { $title }

letter-ask-subject = { $title } de { $organisation }, para el { $due }
letter-ask = Hola, { $person }:

    { $collaborative } pide datos a { $organisation }: { $title }.

    { $what }

    { $why }Fecha límite: { $due }. Toma unos 3 minutos.

    Abra su página aquí. No hace falta cuenta ni contraseña:
    { $link }

    Envíe su propia hoja de cálculo tal como está, pegue las celdas o escriba los números. Usted ve y confirma cada total antes que nadie.

    Una plantilla, si la quiere: { $template }
    La fecha para su calendario: { $calendar }

    Este enlace es solo para usted y funciona hasta el { $until }. Abrirlo no cambia nada. ¿Preguntas? Escriba a { $contact }.
letter-before-subject = { $title }: para el { $due }
letter-before = Hola, { $person }:

    un breve recordatorio: { $title } de { $organisation } es para el { $due }.

    Su página, donde le espera lo que haya guardado:
    { $link }

    También sirve una parte: envíe lo que esté listo y termine después. Este enlace funciona hasta el { $until }. ¿Preguntas? Escriba a { $contact }.

    { $collaborative }
letter-help-subject = ¿Le ayudamos con { $title }?
letter-help = Hola, { $person }:

    ¿le ayudamos con { $title }? Lo esperábamos para el { $due }. Envíe lo que tenga, tal como está, y nosotros hacemos el resto:
    { $link }

    O escriba a { $contact }: una persona le ayudará. Este enlace funciona hasta el { $until }.

    { $collaborative }
letter-rows-back-subject = Por favor envíe sus filas otra vez: { $title }
letter-rows-back = Hola, { $person }:

    gracias por enviar { $title }. No pudimos recibir las filas, y no se guarda nada de ellas. El motivo:

    { $reason }

    Por favor corrija el archivo y envíelo otra vez aquí:
    { $link }

    Este enlace funciona hasta el { $until }. Nunca envíe filas por correo. ¿Preguntas? Escriba a { $contact }.

    { $collaborative }
letter-return-subject = Una pregunta sobre un número: { $title }
letter-return = Hola, { $person }:

    gracias por enviar { $title }. Tenemos una pregunta sobre un número:

    { $reason }

    Está marcado en su página. Puede corregirlo allí mismo; no hace falta volver a subir nada:
    { $link }

    Este enlace funciona hasta el { $until }. ¿Preguntas? Escriba a { $contact }.

    { $collaborative }
