# El trabajo propio del equipo de apoyo.
section-backbone = Equipo de apoyo
backbone-tab-assessments = Autoevaluación

assessment-lede = Una vez al año los miembros dicen en confianza cómo les sirve el equipo de apoyo y hasta dónde vivimos nuestros principios.
assessment-rounds = Rondas
assessment-round = Ronda
assessment-answered = Respuestas
assessment-answered-later = Se cuenta después del cierre
assessment-answered-few = Muy pocas para contar algo
assessment-answered-of = Respondieron { $answered } de { $asked } miembros.
assessment-name-open = { $subject }, abierta hasta el { $day }
assessment-name-closed = { $subject }, cerrada el { $day }
assessment-backbone = Cómo nos sirve el equipo de apoyo
assessment-backbone-lede = ¿Qué es cierto aquí hoy? No hay respuesta buena ni mala: se trata de ver por dónde empezar.
assessment-principles = Cómo vivimos nuestros principios
assessment-principles-lede = ¿Qué es cierto de todos nosotros juntos? No hay respuesta buena ni mala: se trata de ver por dónde empezar.
assessment-new = Preguntar a los miembros
assessment-ask = Preguntar a cada miembro por correo
field-assessment_about = Sobre qué
field-answer_until = Último día para responder
field-answer_until-hint = Entre una semana y dos meses a partir de hoy.
assessment-closes-between = Elija un día entre una semana y dos meses a partir de hoy.
assessment-once-a-year = Se preguntó a los miembros sobre esto en los últimos diez meses. Una vez al año basta, y más diría más de personas concretas.
assessment-too-few = Menos de cinco miembros ocupan un puesto fuera del equipo. No se podría contar nada sin señalar a alguien.
assessment-how = Cómo se guarda la confianza
assessment-how-text = No se guardan las respuestas de nadie: cada una se suma a los recuentos y se olvida. No se muestra nada mientras la gente responde, y una ronda no puede cerrarse antes. Al final, cada recuento se mueve en unas pocas personas, según caen unas monedas, y luego también se olvidan los recuentos verdaderos: en once de doce casos lo que usted lee se aparta en no más de { $off } personas. Nunca se muestran grupos de menos de cinco. Así, ningún resultado, ni la comparación de años o grupos, dice lo que respondió una persona. Al equipo no se le pregunta.
assessment-is-open = Se preguntó a { $asked } miembros. Pueden responder hasta el { $day }; el resultado se cuenta después de ese día, y nada antes.
assessment-told-nothing = Respondieron menos de cinco miembros. No se cuenta nada y no se guardó nada.
assessment-everybody = Todos
assessment-beside = El anillo muestra la ronda que cerró el { $day }.
assessment-share = Cerca del { $share } % está de acuerdo
assessment-range = { $from } a { $to } %
assessment-moved-up = Más que en la ronda anterior
assessment-moved-down = Menos que en la ronda anterior
assessment-moved-unclear = Sin cambio claro
assessment-parts = Por parte de los miembros: cuántos de cada cien están de acuerdo
assessment-statement = Afirmación
assessment-part-head = { $part } (respondieron { $answered })
assessment-cell-steering = Comité directivo
assessment-cell-working = Grupos de trabajo
assessment-cell-others = Consejos y expertos
assessment-until = Responda hasta el { $day }.
assessment-takes = Toma tres minutos.
assessment-confidential = Nadie puede saber qué respondió usted
assessment-confidential-text = Sus respuestas se suman a los recuentos y luego se olvidan; hasta el cierre solo se sabe que respondió. Antes no se muestra nada, nunca sobre menos de cinco personas, y cada recuento se mueve un poco a propósito.
assessment-missing = { $count ->
    [one] Una afirmación aún no tiene respuesta.
   *[other] { $count } afirmaciones aún no tienen respuesta.
}
assessment-choose = Elija una de las tres.
assessment-final = Una vez enviada, la respuesta no se puede cambiar: ya nadie sabe cuál era la suya.
assessment-send = Enviar mis respuestas
assessment-kept = Sus respuestas están contadas. Gracias. El resultado se cuenta cuando cierre la ronda.
assessment-answered-already = Usted ya respondió. Gracias. El resultado se cuenta cuando cierre la ronda.
assessment-over = Esta ronda terminó y ya no se reciben respuestas.
assessment-not-asked = Esta ronda no se le planteó a usted.
assessment-whose-link = Abrió esto desde su propio correo, { $person }, por eso no hay contraseña. El nombre dice solo que se le preguntó; no se guarda con lo que responde.
assessment-mail-backbone = cómo nos sirve el equipo de apoyo
assessment-mail-principles = cómo vivimos nuestros principios
said-true = Más bien cierto
said-not-yet = Todavía no
said-unsure = No sé decirlo
choice-unknown = Elija una opción.

statement-vision-picture = Vemos de la misma manera el problema y adónde queremos llegar.
statement-vision-equity = El equipo de apoyo pregunta siempre a quién dejan atrás nuestras decisiones.
statement-activities-steps = Nuestras reuniones terminan con pasos claros, y los pasos se cumplen.
statement-activities-partners = El equipo de apoyo me ha acercado a socios que no habría conocido.
statement-measurement-figures = Las cifras nos llegan a tiempo y de un modo que podemos usar.
statement-measurement-help = Cuando a mi organización le cuesta trabajar con sus datos, alguien ayuda.
statement-community-shapes = Quienes viven el problema dan forma a lo que hacemos.
statement-community-hears = La gente de los barrios oye de nosotros qué pasa y por qué.
statement-policy-wanted = Sabemos qué reglas y presupuestos queremos ver cambiados, y por quién.
statement-policy-news = El equipo de apoyo nos avisa a tiempo de las políticas que tocan nuestro trabajo.
statement-resources-move = El dinero y las personas se mueven hacia lo que acordamos.
statement-resources-secure = El equipo de apoyo tiene fondos para planear más allá de este año.
statement-principle-equity = La justicia va primero cuando elegimos qué hacer y para quién.
statement-principle-residents = Los residentes están en la mesa con voz, no solo como invitados.
statement-principle-sectors = Los sectores que necesitamos están aquí y construyen juntos el trabajo.
statement-principle-learning = Cambiamos lo que hacemos cuando las cifras dicen que no ayuda.
statement-principle-leadership = Nuestros líderes miran más allá de su organización y comparten el liderazgo.
statement-principle-systems = Trabajamos en programas y también en las reglas y costumbres que los rodean.
statement-principle-trust = Aquí puedo decir con franqueza lo que pienso, y se escucha.
statement-principle-place = Lo que hacemos es propio de este lugar, de su historia y de su gente.

letter-assess-subject = { $collaborative }: tres minutos, en confianza
letter-assess-reminder-subject = Quedan tres días, en confianza: { $collaborative }
letter-assess =
    Hola, { $person }:

    una vez al año preguntamos a los miembros { $about }. Toma tres minutos, también en el teléfono, y cuenta hasta el { $until }:

    { $link }

    Nadie puede saber qué responde usted: las respuestas se suman a los recuentos y se olvidan. El enlace es solo para usted, para que nadie responda dos veces; abrirlo no cambia nada. Si ya respondió, no tiene que hacer nada.

    { $collaborative }
    { $contact }

# El escritorio.
backbone-tab-desk = Escritorio
backbone-tab-time = Tiempo
backbone-tab-signals = Señales
backbone-desk-lede = Lo que el equipo hace por todos: por función, quién, hasta cuándo y para qué sirve.
desk-functions = Las seis funciones
function = Función
function-short-vision = Visión
function-short-activities = Actividades
function-short-measurement = Medición
function-short-community = Comunidad
function-short-policy = Política
function-short-resources = Recursos
stage-emphasis = La etapa lo pide
stage-asks = Más tiempo ahora
stage-emphasis-early = En la etapa inicial, la mayor parte del tiempo va a la visión, las actividades alineadas y la medición compartida (Backbone Starter Guide, 2017).
stage-emphasis-middle = La etapa es media: el énfasis pasa de la visión, las actividades y la medición a la política y los recursos, y ninguna función va primero.
stage-emphasis-mature = En la etapa madura, más tiempo va a la política y los recursos (Backbone Starter Guide, 2017).
work-open = Abiertas
work-new = Añadir al plan de trabajo
work-add = Añadir
work-due = hasta el { $day }
work-serves = sirve a { $what }
work-done = Hecho
work-dropped = Al final no
work-late = Atrasado
work-mark-done = Hecho
work-mark-dropped = Al final no
work-no-day = Esto no es un día.
work-ends-before = Terminaría antes de empezar.
field-function = Función
field-work_title = Qué hay que hacer
field-work_owner = Quién
field-due_on = Hasta
field-serves = Para qué sirve
field-work_note = Más detalles
roles-by-function = Cargos y funciones
role = Cargo
role-by = Ocupado por
role-open = Todavía libre
role-leads = dirige
role-helps = ayuda
role-new = Añadir un cargo
role-add = Añadir el cargo
field-role_person = Ocupado por

# Horas.
hours-lede = Adónde van las horas del equipo, junto a lo planeado. Decirlo toma un minuto por semana.
hours-week = Sus horas en la semana del { $day }
hours-plan = Lo que piensa dar en una semana normal
hours-hint = Horas por semana; valen 1.5 y 0:45. Está escrito lo último que usted dijo.
hours-send-week = Estas son mis horas
hours-send-plan = Planearlo así
hours-wrong = Falta un número o es demasiado grande. Escriba horas, como 1.5.
hours-too-many = Una semana no tiene más de 100 horas de trabajo.
hours-kept-week = Sus horas están guardadas. Gracias.
hours-kept-plan = Su plan está guardado.
hours-kept-link = Un enlace para su teléfono va camino de su correo.
hours-link = Enviarme un enlace para mi teléfono
hours-link-lede = Seis números y un botón. Está escrito lo último que usted dijo.
hours-whose-link = Este enlace es solo suyo, { $person }. Recibe horas y no abre nada más.
hours-planned = Planeado, horas por semana
hours-quarter = Últimas 13 semanas, horas por semana
hours-quarter-before = Las 13 semanas anteriores
hours-none-told = Nadie ha dicho nada
hours-by-function = Planeado y real, por función
hours-by-person = Horas de las últimas 13 semanas, por persona
letter-hours-subject = Su enlace: ¿adónde fueron sus horas?
letter-hours =
    Hola, { $person }:

    con este enlace usted dice en un minuto adónde fueron sus horas para { $collaborative }. Guárdelo en su teléfono:

    { $link }

    Sirve un año, solo para usted, y no abre nada más.
notice-hours = ¿Adónde fueron sus horas?
notice-hours-words = Seis números, un minuto: la semana del { $day }.

# Señales.
signals-lede = Señales de que el trabajo del equipo tiene efecto, leídas de lo que se registra de todos modos. Muestran dónde mirar; no son una nota.
signals-count = { $known } de 27 clases muestran algo; de { $silent } todavía no hay nada registrado.
signals = Señales
signal = Señal
signal-now = Últimos doce meses
signal-before = Los doce meses anteriores
signal-from = De dónde
signal-nothing = Nada registrado todavía
signal-agenda-described = Los socios saben decir cuál es la agenda
signal-told-agenda-described = { $number ->
    [one] Una organización la respaldó
   *[other] { $number } organizaciones la respaldaron
}
signal-from-agenda-described = Respaldos de la agenda
signal-agenda-spoken-for = Los socios hablan en público a favor de la agenda
signal-told-agenda-spoken-for = { $number ->
    [one] Salió un boletín
   *[other] Salieron { $number } boletines
}
signal-from-agenda-spoken-for = Boletines
signal-work-aligned = El trabajo propio de los socios sigue cada vez más la agenda
signal-told-work-aligned = { $number ->
    [one] Una actividad se unió a una estrategia
   *[other] { $number } actividades se unieron a una estrategia
}
signal-from-work-aligned = Plan
signal-leaders-turn-here = Los líderes vienen aquí por orientación
signal-told-leaders-turn-here = { $number ->
    [one] Una decisión del comité directivo
   *[other] { $number } decisiones del comité directivo
}
signal-from-leaders-turn-here = Decisiones
signal-roles-known = Los socios conocen su parte
signal-told-roles-known = { $number ->
    [one] Una organización dirige algo nuevo
   *[other] { $number } organizaciones dirigen algo nuevo
}
signal-from-roles-known = Plan
signal-right-people = Participan quienes hacen falta
signal-told-right-people = { $number ->
    [one] Un sector tiene puesto hoy
   *[other] { $number } sectores ocupan un puesto hoy
}
signal-from-right-people = Órganos
signal-partners-talk = Los socios hablan y se coordinan
signal-told-partners-talk = { $number ->
    [one] Hubo una reunión
   *[other] Se celebraron { $number } reuniones
}
signal-from-partners-talk = Reuniones
signal-trust-grows = Crece la confianza
signal-told-trust-grows = { $number ->
    [one] Una ronda de autoevaluación lo pregunta
   *[other] { $number } rondas de autoevaluación preguntan por ella
}
signal-from-trust-grows = Autoevaluación, principios
signal-work-together = Los socios hacen más juntos
signal-told-work-together = { $number ->
    [one] Una actividad nueva tiene varios socios
   *[other] { $number } actividades nuevas tienen varios socios
}
signal-from-work-together = Plan
signal-work-better = El trabajo de los socios mejora
signal-told-work-better = { $number ->
    [one] Se probó un cambio y se decidió sobre él
   *[other] Se probaron y decidieron { $number } cambios
}
signal-from-work-better = Aprendizaje
signal-work-cheaper = El trabajo de los socios cuesta menos esfuerzo
signal-from-work-cheaper = Nada en Mainstay lo pregunta; lo haría una encuesta a los socios
signal-partners-thanked = Los socios reciben apoyo y agradecimiento
signal-told-partners-thanked = { $number ->
    [one] Hay un agradecimiento en las actas
   *[other] { $number } agradecimientos constan en actas
}
signal-from-partners-thanked = Actas de reuniones
signal-data-system = La medición compartida se construye
signal-told-data-system = { $number ->
    [one] Un indicador recibió cifras nuevas
   *[other] { $number } indicadores recibieron cifras nuevas
}
signal-from-data-system = Resultados
signal-data-valued = Los socios valoran las cifras comunes
signal-told-data-valued = { $number ->
    [one] Llegó una respuesta a una solicitud de datos
   *[other] Llegaron { $number } respuestas a solicitudes de datos
}
signal-from-data-valued = Solicitudes de datos
signal-data-capacity = Los socios pueden con sus datos
signal-told-data-capacity = { $number ->
    [one] Se aceptó una de ellas
   *[other] { $number } de ellas se aceptaron
}
signal-from-data-capacity = Solicitudes de datos
signal-data-decides = Las decisiones se apoyan en cifras
signal-told-data-decides = { $number ->
    [one] Una decisión nombra un indicador
   *[other] { $number } decisiones nombran un indicador
}
signal-from-data-decides = Decisiones
signal-data-learned-from = Las cifras sirven para aprender
signal-told-data-learned-from = { $number ->
    [one] Una sesión de aprendizaje
   *[other] { $number } sesiones de aprendizaje
}
signal-from-data-learned-from = Aprendizaje
signal-issue-known = La gente conoce el problema
signal-told-issue-known = { $number ->
    [one] Una persona se sumó al boletín
   *[other] { $number } lectores se sumaron al boletín
}
signal-from-issue-known = Boletines
signal-effort-supported = La gente respalda el esfuerzo
signal-told-effort-supported = { $number ->
    [one] Una persona dijo algo sobre la agenda
   *[other] { $number } personas dijeron algo sobre la agenda
}
signal-from-effort-supported = Aportes a la agenda
signal-people-have-say = La gente siente que tiene voz
signal-told-people-have-say = { $number ->
    [one] Una persona residente tiene puesto hoy
   *[other] Residentes ocupan hoy { $number } puestos
}
signal-from-people-have-say = Órganos
signal-people-act = La gente actúa
signal-told-people-act = { $number ->
    [one] Una persona dio horas sin cobrar
   *[other] Hubo { $number } veces en que alguien dio horas sin cobrar
}
signal-from-people-act = Horas de voluntariado
signal-officials-know = Las autoridades conocen el esfuerzo
signal-told-officials-know = { $number ->
    [one] Se anotó una conversación con quienes deciden
   *[other] Se anotaron { $number } conversaciones con quienes deciden
}
signal-from-officials-know = Conversaciones con quienes deciden, en la agenda de políticas
signal-officials-push = Las autoridades impulsan cambios que encajan
signal-told-officials-push = { $number ->
    [one] Una petición está hoy ante quienes deciden
   *[other] { $number } peticiones están hoy ante quienes deciden
}
signal-from-officials-push = Peticiones ante quienes deciden, en la agenda de políticas
signal-policy-aligned = Las políticas encajan cada vez más en la agenda
signal-told-policy-aligned = { $number ->
    [one] Se aprobó una petición de la agenda de políticas
   *[other] Se aprobaron { $number } peticiones de la agenda de políticas
}
signal-from-policy-aligned = Agenda de políticas
signal-funders-ask = Los donantes piden encajar en la agenda
signal-from-funders-ask = Condiciones de las subvenciones; todavía nadie las anota en Mainstay
signal-funds-moved = Los donantes mueven dinero hacia la agenda
signal-told-funds-moved = { $number ->
    [one] Los donantes aportaron dinero, personas o cosas una vez
   *[other] Los donantes aportaron dinero, personas o cosas { $number } veces
}
signal-from-funds-moved = Lo que aportaron los donantes, entre las contribuciones
signal-funds-new = Entra dinero nuevo
signal-told-funds-new = { $number ->
    [one] Una política aprobada compromete dinero
   *[other] { $number } políticas aprobadas comprometen dinero
}
signal-from-funds-new = Dinero comprometido por políticas aprobadas

# La teoría de la acción.
backbone-tab-theory = Teoría de la acción
theory-lede = Lo que una comunidad necesita para que los resultados duren: cuatro pilares, paso a paso, cada uno con lo que lo muestra. Primero la palabra propia, luego la de un par.
theory-matrix = Puntos cumplidos, por pilar y paso
theory-pillar = Pilar
theory-met-of = { $met } de { $count }
theory-evidence-count = { $count ->
    [0] todavía sin evidencia
    [one] una evidencia
   *[other] { $count } evidencias
}
theory-planned = en el plan de trabajo
theory-to-work = Poner en el plan de trabajo
theory-own-word = Nuestra palabra
theory-where = Cómo está
theory-say = Guardar
theory-evidence = Evidencia
theory-evidence-new = Mostrar algo
theory-show = Añadir
theory-export = Esta teoría de la acción como archivo
theory-own = Traer la de su red
theory-import = Adoptar este archivo
theory-unreadable = Este no es un archivo de teoría de la acción: la línea { $line } no se puede leer. Parta del archivo exportado.
theory-size = Debe haber pilares y pasos, hasta 12 de cada uno, y hasta 200 puntos.
theory-twice = El código { $code } está dos veces.
theory-code = El código «{ $code }» no es una palabra de minúsculas, cifras y guiones.
theory-title = { $code } no tiene título de una línea.
theory-nowhere = { $code } nombra un pilar o un paso que el archivo no tiene.
evidence-what = Qué
evidence-no-address = Escriba una dirección que empiece con https://, de otra página o de este espacio de trabajo.
level-yes = Cumplido
level-part = En camino
level-no = Todavía no
level-open = Aún no se ha dicho nada
field-benchmark_level = Cómo está
field-benchmark_note = Por qué
field-evidence_title = Qué es
field-benchmark_address = Su dirección
field-peer_site = De dónde viene
peer-new = Preguntar a un par de otro lugar
peer-ask = Enviar un enlace
peer-no-email = Esto no es un correo electrónico.
peers = Pares
peer-waiting = Aún sin respuesta
peer-answered = Respondió
peer-met = Cumplidos, según dice
peer-title = Una mirada desde fuera
peer-lede = En cada línea, vea lo que dicen y muestran, y dé su palabra. Deje abierto lo que no pueda juzgar.
peer-your-word = Su palabra
peer-why = Por qué (puede quedar vacío)
peer-send = Enviar
peer-kept = Guardado. Gracias. Puede volver y cambiarlo mientras viva el enlace.
peer-too-long = Uno de los textos es demasiado largo o tiene signos que no se pueden guardar.
letter-peer-subject = { $collaborative } pide su mirada
letter-peer =
    Hola, { $person }:

    { $collaborative } le pide, como alguien que hace este trabajo en otro lugar, que mire cómo está:

    { $link }

    Hay una línea para cada cosa que una comunidad necesita, con lo que dicen de sí y lo que lo muestra. Deje abierto lo que no pueda juzgar. El enlace es solo para usted y dura un mes.

    { $contact }
theory-file = Archivo (JSON)

# Etapa.
stage-title = Etapa
stage-lede = Hasta dónde ha llegado todo el esfuerzo. La etapa la eligen personas; los hechos están al lado.
stage-chosen = { $stage }, elegida el { $day }.
stage-early = Inicial
stage-middle = Media
stage-mature = Madura
stage-facts = Los hechos de hoy
stage-choice = Elegir la etapa
stage-choose = Elegir
stage-there = Está
stage-open = Abierto
stage-link = La etapa y en qué se apoya
stage-none = Todavía no se ha elegido una etapa.
field-stage = Etapa
field-stage_because = Por qué
stage-list = Lo que pide esta etapa
stage-list-early = La etapa es inicial: reunir a los socios y entender el terreno.
stage-list-middle = La etapa es media: encontrar soluciones juntos, probarlas y aprender.
stage-list-mature = La etapa es madura: rediseñar el sistema y hacer que dure.
stage-todo-room = Al menos cinco sectores ocupan puestos
stage-todo-residents = Residentes ocupan puestos
stage-todo-agenda = La agenda está ratificada
stage-todo-baselines = Los indicadores tienen cifras
stage-todo-plan = El plan de acción contiene lo que hacen los socios
stage-todo-learn = Cuatro sesiones de aprendizaje al año
stage-todo-try = Se probaron cambios y se decidió sobre ellos
stage-todo-try-three = Se probaron tres cambios y se decidió sobre ellos
stage-todo-ask = Se preguntó a los miembros este año
stage-todo-endorse = Cinco organizaciones respaldaron la agenda
stage-todo-publish = Hay tres ediciones publicadas
stage-todo-look-back = Alguien miró atrás a lo que hizo una decisión
stage-fact-sectors = { $number ->
    [one] Un sector tiene puestos.
   *[other] { $number } sectores ocupan puestos.
}
stage-fact-residents = { $number ->
    [one] Una persona residente tiene puesto.
   *[other] Residentes ocupan { $number } puestos.
}
stage-fact-ratified = { $number ->
    [one] Se ratificó una versión de la agenda.
   *[other] Se ratificaron { $number } versiones de la agenda.
}
stage-fact-endorsed = { $number ->
    [one] Una organización la respaldó.
   *[other] La respaldaron { $number } organizaciones.
}
stage-fact-baselines = { $number ->
    [one] Un indicador tiene cifras.
   *[other] { $number } indicadores tienen cifras.
}
stage-fact-activities = { $number ->
    [one] Hay una actividad en el plan.
   *[other] El plan contiene { $number } actividades.
}
stage-fact-published = { $number ->
    [one] Se publicó una edición.
   *[other] Se publicaron { $number } ediciones.
}
stage-fact-sessions = { $number ->
    [one] Una sesión de aprendizaje en un año.
   *[other] { $number } sesiones de aprendizaje en un año.
}
stage-fact-cycles = { $number ->
    [one] Se probó un cambio y se decidió sobre él.
   *[other] Se probaron y decidieron { $number } cambios.
}
stage-fact-reviewed = { $number ->
    [one] Se revisó una decisión.
   *[other] Se miró atrás a { $number } decisiones.
}
stage-fact-assessed = { $number ->
    [one] Una autoevaluación cerró en un año.
   *[other] { $number } autoevaluaciones cerradas en un año.
}

# El espejo de equidad.
backbone-tab-mirror = Espejo
mirror-title = Quiénes somos, junto a la comunidad
mirror-lede = Las personas del equipo de apoyo y quienes se sientan en nuestros órganos, junto a la comunidad para la que trabajan. Cada quien lo dice por sí, en confianza.
mirror-is-open = Se preguntó a { $asked } personas. Pueden responder hasta el { $day }; lo que resulte se cuenta después de ese día, y nada antes.
mirror-none-yet = Todavía no se ha preguntado a nadie. Cuando cierre una ronda, su espejo estará aquí.
mirror-told-nothing = En la ronda que cerró el { $day } respondieron menos de cinco personas. No se cuenta nada, y nada se guardó.
mirror-answered-of = { $answered } de { $asked } personas respondieron hasta el { $day }.
mirror-nobody-apart = Ningún órgano tiene bastantes respuestas para verse solo, con al menos otras cinco fuera de él: todos se cuentan juntos.
mirror-together = Demasiado pocas personas para verse solas, y por eso contadas juntas: { $parts }.
mirror-none-answered = Nadie respondió, o nadie tiene un puesto ahí: { $parts }.
mirror-everybody = Quienes respondieron
mirror-community = Comunidad
mirror-drawn = Una fila por grupo; un punto por quienes respondieron, por cada parte de nosotros y por la comunidad.
mirror-group = Grupo
mirror-no-answer = Sin respuesta, o prefiere no decirlo
mirror-about = cerca de { $share } % (de { $from } a { $to } %)
mirror-few = muy pocas para contarlo
mirror-most = casi todas
mirror-not-in-source = no está en la fuente
mirror-community-told = Comunidad: { $whole }, { $year }. Fuente: { $source }.
mirror-no-community = Para esto todavía no se guardan cifras de la comunidad: nada se pone al lado.
mirror-fewer = Claramente menos entre nosotros que en la comunidad: { $groups }.
mirror-more = Claramente más entre nosotros que en la comunidad: { $groups }.
mirror-alike = Ningún grupo es claramente mayor o menor entre nosotros que en la comunidad; con tan pocas personas, un espejo solo muestra diferencias grandes.
mirror-how = No se guardan las respuestas de nadie: cada una se suma a los conteos y se olvida, y nada se muestra antes de que cierre la ronda. Quien se sienta en varios órganos se cuenta en uno. Al final cada conteo se mueve por unas pocas personas, según caen monedas: en once de doce casos no se aparta más de { $off }. Lo que entonces es menos de cinco no se cuenta, ni lo que es todas menos unas pocas, y los órganos con menos de cinco respuestas se cuentan junto con otros. Una persona puede pertenecer a varios grupos de una pregunta, así que las partes no tienen que sumar cien.
mirror-community-figures = Cifras de la comunidad
mirror-question = Pregunta
mirror-whole = A quién se cuenta
mirror-year = Año
mirror-source = Fuente
mirror-shares = Partes
mirror-not-kept = Todavía ninguna
mirror-round-open = Abierta hasta el { $day }
mirror-round-closed = Cerrada el { $day }
mirror-new = Poner el espejo
mirror-about-what = Sobre qué preguntar
mirror-ask = Preguntar a todas las personas por correo
mirror-choose-questions = Elija al menos una pregunta, y no más de ocho.
mirror-several = Marque todo lo que corresponda, o déjelo sin responder.
mirror-prefer-not = Prefiero no decirlo
mirror-community-title = La comunidad: { $question }
mirror-community-lede = Lo que dice una fuente de las personas para las que trabajamos. Cuenta lo más nuevo; lo anterior se puede seguir leyendo.
mirror-from-published = Tomar de un indicador publicado
mirror-take = Tomar estas cifras
mirror-from-source = Escribir lo que dice una fuente
mirror-shares-typed = De cada cien personas
mirror-keep = Guardar
mirror-share-wrong = Escriba un número de 0 a 100.
mirror-no-shares = Hace falta al menos una parte.
mirror-address-wrong = Escriba una dirección que empiece con https://.
field-figure_published = Indicador, lugar y año
field-figure_whole_en = A quién se cuenta (inglés)
field-figure_whole_es = A quién se cuenta (español)
field-figure_source = Fuente
field-figure_address = Dirección de la fuente (puede dejarla vacía)
field-figure_as_of = Año
assessment-mirror = Quiénes somos, junto a la comunidad
assessment-mirror-lede = ¿A qué grupos pertenece usted? Su respuesta ayuda a ver quién está en la mesa, y quién falta. Deje sin responder lo que quiera.
assessment-mail-mirror = y al personal a qué grupos pertenecen, para ver quién está en la mesa y quién falta
assessment-cell-backbone = Equipo de apoyo

# Lines of the theory of action, and looks by peers.
theory-gateway = Paso
benchmark-new = Añadir una línea
benchmark-add = Añadirla
benchmark-change-heading = Cambiar lo que dice esta línea
benchmark-change = Cambiarla
benchmark-remove-heading = Quitarla
benchmark-remove = Quitar esta línea de la teoría de la acción
field-benchmark_title_en = Qué lo muestra (inglés)
field-benchmark_title_es = Qué lo muestra (español)
peers-link = Miradas de colegas de otros lugares: { $count }
peers-title = La mirada de colegas de otros lugares
peers-lede = Alguien que hace este trabajo en otro lugar ve lo que decimos y mostramos, y da su propia palabra.
peers-benchmark = Línea
peers-word = Su palabra
peers-note = Por qué
fact-theory-benchmark-kept = cambió una línea de la teoría de la acción
fact-theory-benchmark-removed = quitó una línea de la teoría de la acción
