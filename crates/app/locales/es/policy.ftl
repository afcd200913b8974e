# La agenda de políticas.

policy-level-institutional = Institución
policy-level-local = Local
policy-level-state = Estado
policy-level-federal = Federal
public-policies-heading = Reglas que cambiaron
public-policy-decided = { $who } ({ $level }), { $day }.
public-policy-money = Dinero comprometido: { $amount }.
public-policy-money-years = Dinero comprometido: { $amount } en { $years } años.
public-policy-partners = Socios que la apoyaron: { $partners }.

policies = Agenda de políticas
policies-lede = Qué pedimos a quienes hacen las reglas, qué posición toma cada socio y qué resultó. Nadie dice por un socio cuál es su posición.
policies-none = Todavía no hay nada en la agenda de políticas.
policy-new = Agregar a la agenda de políticas
policy-edit = Cambiar
policy-form-lede = Diga con claridad qué se pide y a quién.
field-ask_en = Qué se pide, en inglés
field-ask_es = Qué se pide, en español
field-decision_maker = Quién decide (inglés)
field-decision_maker_es = Quién decide (español)
policy-decides = Quién decide
field-level = Nivel
field-policy_stage = Hasta dónde ha llegado
policy-stage-idea = Idea
policy-stage-agreed = En nuestra agenda
policy-stage-moving = Ante quien decide
policy-stage-adopted = Aprobada
policy-stage-in-force = En vigor
policy-stage-lost = Rechazada
policy-stage-dropped = Ya no se pide
field-policy_because_en = Por qué se rechazó o se dejó, en inglés
field-policy_because_es = Por qué se rechazó o se dejó, en español
field-allies = Aliados de fuera
field-conditions_en = Condiciones que debería cambiar, en inglés
field-conditions_es = Condiciones que debería cambiar, en español
policy-conditions = Condiciones que debería cambiar
policy-indicators = Indicadores que debería mover
policy-outcome = Qué resultó
policy-money = Dinero
policy-adopted-by = En la agenda por decisión de
field-adopted_on = Aprobada el
field-outcome_en = Qué resultó, en inglés
field-outcome_es = Qué resultó, en español
field-money = Dinero comprometido, en dólares
field-money-hint = Todo junto, por ejemplo 1,250.50.
field-money_years = En cuántos años
field-money_years-hint = Déjelo vacío si se da una sola vez.
problem-policy-meanwhile = Alguien lo cambió mientras tanto. Sus palabras están abajo; mire la página y envíelas otra vez.
problem-not-money = Escriba una cantidad en dólares, por ejemplo 1,250.50.
problem-not-hours = Escriba horas, por ejemplo 1.5, hasta 200.
problem-no-hours = Escriba cuántas horas llevó, de uno u otro tipo.
problem-may-not-lobby = Este socio no puede hacer cabildeo. Anote solo otro trabajo.
problem-policy-closed = Esto ya se decidió o se dejó; las posiciones quedan como estaban.
problem-policy-not-won = Se vuelve una marca en la curva cuando se aprueba.
problem-policy-supporter = Elija un socio que la apoya: el equipo de apoyo nunca aparece como quien lo hizo.
policy-positions = Qué posición toman los socios
policy-positions-caption = Qué posición toman los socios
policy-position-supports = La apoya
policy-position-neutral = Neutral
policy-position-may-not-lobby = No puede hacer cabildeo
policy-stand-supports = { $count ->
    [one] un socio la apoya
   *[other] { $count } socios la apoyan
}
policy-stand-neutral = { $count ->
    [one] uno es neutral
   *[other] { $count } son neutrales
}
policy-stand-may-not-lobby = { $count ->
    [one] uno no puede hacer cabildeo
   *[other] { $count } no pueden hacer cabildeo
}
field-policy_position = Posición
field-position_words = Algo que agregar
policy-since = Desde
policy-position-own = Qué posición toma su organización
policy-position-take = Tomar esta posición
policy-position-title = ¿Qué posición toman?
policy-position-lede = Lo que se pide a quienes hacen las reglas. Diga qué posición toma { $organisation }; puede cambiarla hasta que se decida. Ser neutral y no poder hacer cabildeo también son respuestas.
policy-position-none = Ahora no hay nada que espere una posición.
policy-position-save = Guardar
policy-position-kept = Guardado. Puede cambiarlo aquí hasta que se decida.
policy-work = Trabajo hecho
policy-work-none = Todavía no se anotó trabajo.
policy-work-heading = Anotar trabajo
policy-work-note = Anotar
policy-work-remove = Quitar
policy-hours = Cabildeo: { $lobbying } horas. Otro trabajo: { $other } horas.
field-done_on = Día
field-what_en = Qué se hizo, en inglés
field-what_es = Qué se hizo, en español
field-lobbying_hours = Horas de cabildeo
field-lobbying_hours-hint = Pedir a quienes legislan que voten de cierta manera un proyecto de ley. La ley limita este tipo, por eso va aparte.
field-other_hours = Horas de otro trabajo
field-other_hours-hint = Investigación, reuniones, conversaciones con oficinas sobre sus propias reglas.
policy-contribute-heading = Contarlo en la curva
policy-contribute = Hacerlo una marca en la curva
policy-on-curve = En la curva de { $title }
policy-visibility-public = Sale con la próxima edición
policy-visibility-internal = Es interno
policy-make-public = Mostrarlo en la próxima edición
policy-make-internal = Dejarlo interno
policy-ask-heading = Preguntar a un socio qué posición toma
policy-ask = Preguntar por correo
policy-ask-subject = { $collaborative }: ¿qué posición toma { $organisation }?
policy-ask-mail = { $person }:

    { $collaborative } pide algunas cosas a quienes hacen las reglas. ¿Qué posición toma { $organisation } en cada una: la apoya, es neutral o no puede hacer cabildeo? Una página, uno o dos minutos.

    { $link }

    El enlace es solo para usted. Preguntas: { $contact }
fact-policy-added = agregó algo a la agenda de políticas
fact-policy-changed = cambió la agenda de políticas
fact-policy-position-taken = tomó una posición sobre una política
fact-policy-work-noted = anotó trabajo sobre una política
fact-policy-work-removed = quitó trabajo sobre una política
fact-policy-told-on-curve = contó en una curva una política aprobada
fact-policy-shown = cambió si una política es pública
plan-tab-policy = Políticas
