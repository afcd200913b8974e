## Cartas, anuncios y salud de la comunicación.
digest-subject = { $collaborative }: { $count } cosas para usted
digest-letter =
    Hola, { $name }:

    { $told }

    --
    Usted recibe las cartas de { $collaborative } como eligió. Aquí elige cada cuánto llegan, o que no lleguen más:

    { $ending }
mail-own = Sus cartas
mail-lede = Lo que le concierne llega junto en una sola carta. Usted dice cada cuánto.
mail-for = Cartas a { $email }
mail-end = No más cartas
field-letters = Cada cuánto
cadence-now = En cuanto hay algo, a lo más cada hora
cadence-daily = Cada mañana
cadence-weekly = Los lunes por la mañana
cadence-none = Nunca
announcements = Anuncios
announcements-lede = Escritos una vez, en los dos idiomas, para quienes les concierne.
announcement-none = Todavía no se ha anunciado nada.
announcement-write = Escribir un anuncio
announcement-lede = Cada persona lo lee en su idioma, con su próxima carta.
announcement-send = Enviarlo
announcement-sent = { $day }, { $author }
announcement-whom = Elija a quién va dirigido.
segment-everybody = Todas las personas del directorio
segment-staff = El equipo de apoyo
field-segment = Para quién
field-letter_en = Texto en inglés
field-letter_es = Texto en español
communication-health = Salud de la comunicación
communication-lede = Quién no se ha reunido, quién calla, qué está atrasado y qué pedimos a las personas voluntarias. Para que el equipo ofrezca ayuda.
bodies-meeting = Cuándo se reunieron los grupos
body-last-met = Última reunión
body-next = Próxima reunión
body-standing = Nota
body-quiet = Sin reunirse dos meses
body-never-met = Todavía no
body-no-next = Nada previsto
members-silent = Personas invitadas de las que no se sabe nada en medio año
silent-asked = Reuniones
actions-late = Promesas atrasadas
field-action = Promesa
volunteers-hours = Horas de reunión pedidas a personas voluntarias en tres meses
hours-asked = Horas
hours-by-body = Por grupo
hours-of-body = { $body } { $hours }
thread = Lo que se dice
thread-say = Diga algo
thread-hint = Nombre a alguien con @ y se le avisa: @Rosa
thread-send = Decirlo
thread-named = { $name } le nombra: { $title }
thread-goes-on = { $name } contesta: { $title }
fact-thread-said = dijo algo
