# Decisiones: propuestas, respuestas, resultados.
section-decisions = Decisiones
decisions-lede = Lo que está abierto y todo lo que se decidió: quién, cómo y por qué.
decisions-open = En curso
decisions-log = Registro de decisiones
decisions-search = Palabras
decisions-any-body = Cualquier grupo
decisions-any-outcome = Cualquier resultado
decisions-find = Buscar
decisions-found = { $count ->
    [0] No se encontró nada.
    [one] { $count } decisión
   *[other] { $count } decisiones
}
decisions-all = Todas las decisiones
decisions-to-review = Con revisión pendiente
field-body = Grupo
proposal-new = Escribir una propuesta
proposal-edit = Cambiar esta propuesta
proposal-form-lede = El equipo escribe y cuenta; los miembros del grupo deciden.
proposal-to-body = El grupo que decide
proposal-follows = La votación anterior
proposal-number = { $body }, decisión { $number }
proposal-answer-by = { $body }, responda antes del { $until }
proposal-closes = Cierra el { $until }
until-day-and-time = { $day }, { $time }
time-pattern = %-H:%M
proposal-what = Qué se propone
proposal-why = Por qué ahora
proposal-cost = Cuánto cuesta
proposal-affected = A quién afecta
proposal-expected = Qué esperamos
proposal-put-forward = Presentada por
proposal-put-forward-text = { $person }, { $day }
proposal-how = Cómo se decide
proposal-your-answer = Su respuesta
proposal-anything-to-add = ¿Algo que añadir? (puede dejarlo vacío)
proposal-send = Enviar mi respuesta
proposal-can-change = Puede cambiarla hasta el { $until }. Su nombre y su respuesta constan en el acta.
proposal-kept = Guardamos su respuesta. Gracias.
proposal-answers = Respuestas
proposal-answers-later = Verá lo que dijeron los demás cuando haya respondido.
proposal-secret = El voto es secreto: nadie puede ver quién respondió qué, ni siquiera el equipo.
proposal-secret-note = Nadie puede saber qué respondió, y no podemos consultarlo. Al enviar se le muestra un código: con él puede cambiar su voto hasta el cierre.
proposal-secret-kept = Su voto está en la urna. Para cambiarlo antes del cierre necesita este código. No lo guardamos; anótelo si puede necesitarlo:
proposal-secret-code = Código de su voto
proposal-secret-code-hint = Su voto está en la urna. El código se mostró al enviarlo.
proposal-whose-link = Abrió esto desde su propio correo, { $person }, por eso no hay contraseña. ¿No es usted? Cierre la página; abrirla no cambió nada.
proposal-for-holder = Responde en lugar de { $holder }, que no ha respondido.
proposal-aside = No participan
proposal-waiting = No han respondido
proposal-present-hint = Marque quién está en la sala.
proposal-present-button = Anotar quién está
proposal-rank = Opción { $place }.ª
proposal-pick = Su elección
proposal-rank-hint = Ordene las que quiera; deje vacío lo demás.
proposal-rank-none = –
proposal-answered = Han respondido { $answered } de { $all }; { $needed ->
    [one] se necesita { $needed }
   *[other] se necesitan { $needed }
}
proposal-next = Lo que sigue
proposal-talk = Conversación
proposal-talk-none = Aún no se ha dicho nada.
proposal-say = Sus palabras
proposal-say-button = Decirlo
proposal-state-draft = Borrador
proposal-state-discussion = En conversación
proposal-state-open = Abierta a respuestas
proposal-state-closed = Decidida
proposal-state-withdrawn = Retirada
proposal-step-discuss = Presentarla al grupo
proposal-step-discuss-about = Los miembros la leen y dicen lo que piensan antes de que nadie responda.
proposal-step-call = Pedir respuestas
proposal-step-call-about = Las reglas y la lista de miembros con voto quedan fijadas ahora. Cada uno recibe la pregunta por correo, con un enlace. Sin fecha queda abierta el tiempo que dicen las reglas del grupo, hasta las cuatro de la tarde.
proposal-step-close = Contar las respuestas
proposal-step-close-about = Llegó la hora o todos han respondido. El resultado se sigue solo de las respuestas.
proposal-step-withdraw = Retirarla
proposal-step-again = Presentarla otra vez
proposal-step-again-about = Las reglas la envían a la próxima reunión. Se crea una propuesta nueva que nombra a esta.
proposal-step-reasons = Guardar las razones
proposal-step-reasons-about = Por qué se decidió así, qué se espera y cuándo mirar lo que resultó. El resultado mismo nunca cambia.
proposal-step-review = Guardar lo que pasó
proposal-step-review-about = Una mirada atrás: lo que pasó de verdad, junto a lo que se esperaba.
proposal-needs-body = ¿Qué grupo decide?
proposal-options-number = Nombre de dos a doce opciones, una por línea. Una consulta puede no tenerlas.
proposal-not-open-to-change = Se está votando o ya se decidió, y no puede cambiarse.
proposal-closes-too-soon = Elija un día que aún no haya llegado.
proposal-nobody-votes = Hoy nadie ocupa un puesto con voto en este grupo.
proposal-cannot-be-withdrawn = Mientras llegan respuestas, una propuesta no puede retirarse.
proposal-keeps-its-body = Lo que espera la decisión de este órgano se queda con él. Retire esta propuesta para presentarla en otro lugar.
proposal-put-from-selection = Presente la recomendación al comité desde la página de la elección: puede ser otra a estas alturas.
proposal-does-not-go-on = Esta no pasa a la próxima reunión.
field-closes_on = Cierra el
field-withdrawn_because = Por qué
field-text_en = Qué se propone, en inglés
field-text_es = Qué se propone, en español
field-why_en = Por qué ahora, en inglés
field-why_es = Por qué ahora, en español
field-cost_en = Cuánto cuesta, en inglés
field-cost_es = Cuánto cuesta, en español
field-affected_en = A quién afecta, en inglés
field-affected_es = A quién afecta, en español
field-expected_en = Qué se espera, en inglés
field-expected_es = Qué se espera, en español
field-decided_by = Cómo se decide
field-decided_by-hint = Si se deja abierto, se toma la manera propia del grupo.
field-options = Opciones
field-options-hint = Una por línea, solo para voto por orden y consultas. El título en español puede seguir tras « | ».
field-is_public = Para el público: sale con la próxima edición
field-review_on = Mirar atrás el
field-review_again_on = Mirar atrás otra vez el
field-reviewed_on = Revisada el
field-reasons_en = Razones, en inglés
field-reasons_es = Razones, en español
field-happened_en = Lo que pasó de verdad, en inglés
field-happened_es = Lo que pasó de verdad, en español
method-consent = Consentimiento
method-consent-about = Se adopta cuando no queda ninguna inquietud en pie. Quien la tiene dice por qué y se le escucha primero.
method-majority = Mayoría
method-majority-about = Se adopta con más votos a favor que en contra. Las abstenciones cuentan solo para el cuórum.
method-supermajority = Mayoría calificada
method-supermajority-about = Se adopta con al menos { $share } a favor.
method-ranked = Voto por orden
method-ranked-about = Los miembros ordenan las opciones. Sin mayoría, la última sale y sus votos pasan a la siguiente en cada papeleta. Si varias son últimas, sale la que tuvo menos votos en la ronda anterior más cercana; si no, un sorteo que queda anotado.
method-gradients = Grados de acuerdo
method-gradients-about = Se adopta cuando el { $percent } por ciento está en uno de los cinco primeros grados y nadie la bloquea.
method-advisory = Consulta
method-advisory-about = Da consejo y no obliga a nadie.
rule-quorum-more-than-half = Tiene que participar más de la mitad.
rule-quorum-share-of = Tienen que participar al menos { $share }.
rule-quorum-number-of = Tienen que participar al menos { $count }.
rule-counting-answering = Cuenta una respuesta, también una abstención.
rule-counting-present = Cuenta quien responde o está en la sala.
rule-tie-chair = Gana el lado de quien preside; sin esa persona, el de quien la suple.
rule-tie-fails = La moción no prospera.
rule-tie-next-meeting = Pasa a la próxima reunión.
rule-secrecy-secret = El voto es secreto. Los números se dicen a partir de cinco votos.
rule-quorum-size-wrong = Escriba una parte como 2/3 o un número entero.
rule-share-wrong = Escriba una parte como 2/3.
rule-percent-wrong = Un número entero de 1 a 100.
rule-days-wrong = Un número entero de días, de 1 a 60.
field-quorum = Cuórum
field-tie = En caso de empate
field-secrecy = Voto
answer-agree = De acuerdo
answer-agree-mine = Estoy de acuerdo
answer-live-with = Lo acepta
answer-live-with-mine = Puedo aceptarlo
answer-live-with-about = Yo lo habría hecho de otra manera, y lo apoyo.
answer-concern = Tiene una inquietud
answer-concern-mine = Tengo una inquietud
answer-concern-about = Le llamaremos antes de que se decida nada. Diga por favor cuál es.
answer-aside = No participa
answer-aside-mine = Me aparto
answer-aside-about = Por ejemplo, por un conflicto de interés.
answer-for = A favor
answer-for-mine = A favor
answer-against = En contra
answer-against-mine = En contra
answer-abstain = Se abstiene
answer-abstain-mine = Me abstengo
answer-abstain-about = Cuenta para el cuórum y para ningún lado.
answer-blank = En blanco
answer-step-1 = Totalmente a favor
answer-step-1-mine = 1. Totalmente a favor
answer-step-2 = A favor, con un detalle
answer-step-2-mine = 2. A favor, con un detalle
answer-step-3 = A favor, con reservas
answer-step-3-mine = 3. A favor, con reservas
answer-step-4 = Ni a favor ni en contra
answer-step-4-mine = 4. Ni a favor ni en contra
answer-step-5 = No me convence, y lo acompaño
answer-step-5-mine = 5. No me convence, y lo acompaño
answer-step-6 = Prefiere hablar más primero
answer-step-6-mine = 6. Prefiero hablar más primero
answer-step-7 = En contra
answer-step-7-mine = 7. En contra
answer-step-7-about = Diga por favor por qué.
answer-step-8 = La bloquea
answer-step-8-mine = 8. La bloqueo
answer-step-8-about = Aquí se detiene. Diga por favor por qué.
answer-by-alternate = { $person }, por { $holder }
concern-hear = Inquietudes en pie
concern-hear-text = Escuche primero a la persona. Quien preside puede después dejar una inquietud de lado, con una razón que queda junto a ella para siempre.
concern-note = Por qué se deja de lado la inquietud de { $person }
concern-set-aside-button = Dejarla de lado
concern-set-aside = Escuchada y dejada de lado: { $note }
field-concern_note = Razón
vote-choose = Elija una de las respuestas.
vote-needs-reason = Diga por favor por qué: los demás deben saber qué arreglar.
vote-refused-closed = La votación está cerrada. Lo decidido queda.
vote-refused-too-early = Sigue abierta hasta su hora, y alguien aún no ha respondido.
vote-refused-no-vote = Usted no tiene voto en este grupo.
vote-refused-left = Su puesto terminó. Lo que respondió antes queda.
vote-refused-conflict = Hay un conflicto de interés en el registro; este puesto no participa en esta decisión.
vote-refused-holder-answered = El miembro a quien usted suple ya respondió.
vote-refused-unfit = La respuesta no corresponde a la pregunta.
vote-refused-in-the-box = Su voto está en la urna. Para cambiarlo, escriba el código que se mostró con él.
decision-outcome = Resultado
decision-counts = Cuántas veces se dio cada respuesta
decision-answer = Respuesta
decision-number = Miembros
decision-rounds = El conteo, ronda por ronda
decision-round = Ronda
round-number = Ronda { $number }
round-out = sale
round-out-by-lot = sale por sorteo
outcome-adopted = Adoptada
outcome-not-adopted = No adoptada
outcome-no-quorum = Sin cuórum
outcome-tied = Empate
outcome-advised = Consejo dado
outcome-quorum = Participaron { $taking } de { $eligible }; { $needed ->
    [one] se necesitaba { $needed }.
   *[other] se necesitaban { $needed }.
}
outcome-goes-on = Pasa a la próxima reunión.
outcome-untold = Los votos fueron secretos y pocos; por eso solo se dice el resultado.
because-reached = El conteo alcanzó lo que piden las reglas.
because-not-reached = El conteo no alcanzó lo que piden las reglas.
because-nobody-spoke = Nadie tomó partido. El silencio no es consentimiento.
because-concern = Queda una inquietud en pie.
because-blocked = Alguien la bloquea.
because-too-few = Participaron muy pocos; no hay resultado.
because-chair = Hubo empate; decidió el voto de quien preside.
because-vice-chair = Hubo empate y quien preside no votó; decidió el voto de quien la suple.
because-tie-fails = Hubo empate, y un empate no prospera.
because-tie-goes-on = Hubo empate; lo retoma la próxima reunión.
because-chair-absent-fails = Hubo empate y nadie de la presidencia había votado; la moción no prospera.
because-chair-absent-goes-on = Hubo empate y nadie de la presidencia había votado; lo retoma la próxima reunión.
because-polled = Fue una consulta; no obliga a nadie.
decision-reasons = Razones
decision-functions = Funciones del equipo de apoyo que debería mover
decision-indicators = Indicadores que debería mover
decision-review-on = Mirar atrás el
decision-review-due = Mirar atrás el { $day }
decision-reviewed-on = Revisada el
decision-happened = Lo que pasó de verdad
decision-public = Para el público
decision-public-text = Sale con la próxima edición.
function-vision = Guiar la visión y la estrategia
function-activities = Apoyar actividades alineadas
function-measurement = Establecer la medición compartida
function-community = Fomentar la participación de la comunidad
function-policy = Impulsar políticas
function-resources = Movilizar recursos
letter-decide-subject = { $body }: { $title }
letter-decide-reminder-subject = Queda un día: { $title }
letter-decide =
    Hola, { $person }:

    { $body } decide, y su respuesta cuenta hasta el { $until }:

    { $title }

    { $about }

    Responda aquí, sin contraseña:
    { $link }

    { $reply }

    El enlace es solo para usted. Abrirlo no cambia nada.

    { $collaborative }
    { $contact }
letter-decide-reply-consent = O responda a este correo con: de acuerdo, lo acepto, inquietud (y por qué), me aparto.
letter-decide-reply-majority = O responda a este correo con: a favor, en contra, me abstengo, me aparto.
letter-decide-reply-gradients = O responda a este correo con un número: 1 es totalmente a favor, 8 la bloquea. Desde el 7, diga por favor por qué.
letter-decide-reply-ranked = O responda a este correo con los números de las opciones, la primera primero, por ejemplo: 2, 1.
letter-decide-secret = El voto sobre esto es secreto, y un correo diría quién es usted. Use por favor el enlace.
letter-taken-subject = Guardamos su respuesta: { $title }
letter-taken =
    Hola, { $person }:

    guardamos su respuesta a «{ $title }»:

    { $what }

    Puede cambiarla hasta el { $until }: responda otra vez o use su enlace.

    { $collaborative }
    { $contact }
letter-not-taken-subject = No se guardó su respuesta: { $title }
letter-not-taken =
    Hola, { $person }:

    su correo sobre «{ $title }» no se tomó como respuesta:

    { $what }

    Use por favor el enlace del correo que le preguntó, o escriba a { $contact }.

    { $collaborative }
letter-not-understood = Sus primeras palabras no son una respuesta que conozcamos. Responda con una de las palabras del correo que le preguntó.
field-in_the_room = Los miembros están reunidos: no enviar correo
public-decisions-title = Decisiones
public-decisions-lede = Lo que decidieron y publicaron los grupos de { $name }, por qué y qué resultó.
public-decisions-heading = Decidido
nav-decisions = Decisiones
decisions-newest = Las decisiones más nuevas
decisions-older = Decisiones anteriores
