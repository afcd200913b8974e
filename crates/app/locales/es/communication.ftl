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
segment-chairs = Quienes presiden los grupos
segment-role = Equipo: { $name }
segment-sector = Sector: { $name }
segment-organisation = Organización: { $name }
newsletters = Boletines
newsletters-lede = Se escriben una vez, en los dos idiomas, para quien los pidió, y quedan en un archivo público. Los avisos se quedan entre quienes trabajan juntos.
newsletter-none = Aún no se ha escrito ningún boletín.
newsletter-write = Escribir un boletín
newsletter-lede = Cualquiera puede leer lo que se envía. Antes, sus palabras se comparan con la edición más reciente, igual que las de una edición.
newsletter-keep = Guardar el borrador
newsletter-change = Cambiarlo
newsletter-segment = Quién del directorio lo recibe, además de quienes lo pidieron
newsletter-nobody-else = Nadie más
newsletter-draft = Borrador
newsletter-draft-by = Borrador de { $author }
newsletter-readers = { $count ->
    [0] Nadie ha pedido boletines todavía.
    [one] Una persona pidió boletines y lo confirmó.
   *[other] { $count } personas pidieron boletines y lo confirmaron.
  }
newsletter-also = También va a: { $segment }.
newsletter-told-about = Estos números pueden decir lo que ocultan las cifras de la edición más reciente, o señalar a unas pocas personas. Cambie el texto; o alguien que no lo escribió dice por qué no es tal cuenta. Antes no se envía nada.
newsletter-waiting = { $count ->
    [one] Un número del texto espera a que otra persona lo mire.
   *[other] { $count } números del texto esperan a que otra persona los mire.
  }
newsletter-no-edition = Aún no se ha publicado nada. Los boletines empiezan con la primera edición, en cuyas páginas la gente los encuentra.
newsletter-send = Enviarlo
newsletter-send-means = Sale por correo enseguida y queda para siempre en el archivo público.
newsletter-read-public = Leerlo como lo lee todo el mundo
newsletter-archive = Los boletines hasta ahora
newsletter-letter =
    { $text }

    Léalo en la web:
    { $page }

    --
    Recibe esto porque pidió los boletines de { $collaborative }. Termínelos con una pulsación:

    { $ending }
subscribe-title = Noticias por correo
subscribe-1 = { $collaborative } escribe unas pocas veces al año sobre lo que se midió, se decidió y se hizo.
subscribe-2 = Preguntamos por correo si de verdad fue usted. Su dirección no se usa para nada más, y se olvida cuando termina los boletines.
subscribe-email = Su dirección de correo
subscribe-press = Envíenme el boletín
subscribe-no-address = Esto no es una dirección de correo. Una dirección se escribe como nombre@example.org.
subscribe-later = Inténtelo más tarde, por favor, o escríbanos.
subscribe-again = Pedir los boletines
subscribe-asked-title = Mire su correo, por favor
subscribe-asked-1 = Enviamos una carta a la dirección que dio. Lleva un enlace; pulse el botón que hay detrás y estará en la lista.
subscribe-asked-2 = Si no llega nada en unos minutos, mire entre el correo no deseado o pida de nuevo.
subscribe-confirm-title = Boletines para esta dirección
subscribe-confirm-1 = Pulse el botón y { $collaborative } le enviará sus boletines. Cada carta lleva un enlace que los termina.
subscribe-confirm-press = Sí, envíenmelos
subscribe-done-title = Está en la lista
subscribe-done-1 = El próximo boletín de { $collaborative } le llegará. Cada carta lleva un enlace que los termina.
subscribe-gone-title = Este enlace es demasiado viejo
subscribe-gone-1 = Se usó, lo reemplazó uno más nuevo o pasó una semana. Pida de nuevo y llegará otro.
subscribe-mail-subject = Boletines de { $collaborative }
subscribe-mail-text =
    Alguien pidió que los boletines de { $collaborative } lleguen a esta dirección. Si fue usted, abra esta página y pulse el botón:

    { $address }

    Si no fue usted, no haga nada: sin eso no llega ninguna carta, y la dirección se olvida en una semana.
subscribe-mail-already =
    Alguien pidió que los boletines de { $collaborative } lleguen a esta dirección. Ya llegan. Si quiere que terminen:

    { $ending }
newsletter-end-title = Terminar los boletines
newsletter-end-1 = Pulse el botón y { $collaborative } no le enviará más boletines. Su dirección se olvida.
newsletter-end-press = No más boletines
newsletter-ended-title = No le llegan boletines
newsletter-ended-1 = { $collaborative } no envía boletines a la dirección para la que era este enlace.
digest-reply = Responda a este correo y sus palabras quedan en la conversación.
reply-empty = No había palabras suyas, solo lo que cita el programa de correo.
reply-gone = Aquello de lo que se trataba ya no está.
reply-not-yours = Usted ya no es parte de esa conversación.
reply-too-long = Es más largo de lo que cabe. Escríbalo en la página, por favor.
reply-not-taken-subject = Su respuesta no se guardó
reply-not-taken =
    Hola, { $person }:

    Su respuesta no quedó en la conversación. { $why }

    { $collaborative }
    { $contact }
