## Ediciones: borradores, revisión, protección, publicación.
editions-about = Una edición es una fotografía numerada de todo lo público. Una vez publicada no cambia; una corrección da lugar a la siguiente.
editions-none = Todavía no hay ediciones. Cuando haya cifras aceptadas, prepare un borrador.
edition-numbered = Edición { $number }: { $title }
edition-state-draft = Borrador
edition-state-vetting = Con las personas responsables
edition-state-published = Publicada
edition-state-withdrawn = Retirada
edition-new = Preparar un borrador
edition-new-about = El borrador se hace con las cifras aceptadas y los grupos pequeños protegidos. Nadie de fuera lo ve todavía.
edition-title = Título
edition-note-en = Qué cambió, para quien lee (inglés)
edition-note-es = Qué cambió, para quien lee (español)
edition-what-is-in = Qué contiene
edition-what-is-in-hint = Para cada indicador, todos los períodos hasta el que usted elija, incluido.
edition-leave-out = Dejar fuera
edition-make-draft = Hacer el borrador
edition-see-public = Ver las páginas públicas
edition-vetting = Las personas responsables
edition-hidden = Qué se oculta y por qué
edition-hidden-about = Nunca se muestran conteos menores de { $minimum }, ni nada que permita calcularlos.
edition-narrowest = Con todo lo publicado, lo más cerca que alguien puede llegar a un conteo oculto es un intervalo de { $width }.
edition-nothing-hidden = En esta edición no se oculta nada.
edition-reason = Motivo
edition-figures = Cifras
edition-checked-on = Una segunda persona lo confirmó el { $day }.
edition-confirm-hidden = Revisé lo que se oculta y lo confirmo
edition-publish = Publicar
edition-publish-now = Publicar esta edición
edition-redraft = Rehacer el borrador con lo aceptado hasta ahora
edition-correct = Corregir esta edición
edition-correct-about = Una corrección crea una edición nueva con su nota. Esta sigue disponible.
edition-start-correction = Empezar una corrección
edition-changes = Qué es nuevo o cambió
edition-no-changes = Nada nuevo desde la última edición.
edition-figure = Cifra
edition-value = Valor
edition-before = Antes
group-everyone = Todas las personas
value-at-least = { $value } o más
value-at-most = { $value } o menos
blank-protected = Protegido
blank-not-available = No disponible
hidden-small = Un conteo está por debajo del mínimo
hidden-gives-away = Permitiría calcular un número protegido
hidden-at-source = La fuente lo reservó
hidden-coded = Se indica como «5 % o menos» o «95 % o más»

not-publishable-already = Esta edición ya está publicada.
not-publishable-not-checked = Antes de publicar, una segunda persona confirma lo que se oculta.
not-publishable-checked-by-maker = Quien hizo el borrador no puede confirmar lo que se oculta en él. Pídaselo a otra persona.
not-publishable-objection = Una persona responsable objeta este borrador. Corrija lo que señala y rehaga el borrador.
not-publishable-still-time = Algunas personas responsables todavía pueden responder. Su plazo no ha terminado.

vetting-nobody = Todavía no se ha preguntado a nadie.
vetting-send = Enviar a las personas responsables
vetting-who = ¿Quién responde por estas cifras?
vetting-due = Respuestas hasta
vetting-bad-day = Indique el día como año, mes y día.
vetting-until = hasta el { $day }
vetting-confirmed = Confirmado
vetting-objected = Objeta
vetting-context = Confirmado, con palabras añadidas
vetting-older-draft = Respondió a un borrador anterior
vetting-silent = Sin respuesta todavía
vetting-embargo = Todavía no es público. Por favor, no lo comparta.
vetting-title = Por favor, revise el borrador de { $title }
vetting-about = Usted responde por cifras que contiene. Díganos hasta el { $day } si son correctas. Toma unos tres minutos.
vetting-your-answer = Su respuesta
vetting-question = ¿Son correctas estas cifras?
vetting-choice-confirm = Sí, son correctas
vetting-choice-object = No, antes hay que cambiar algo
vetting-choice-context = Sí, y quien lee debe saber algo
vetting-words = ¿Qué debe cambiar, o qué debe saber quien lee?
vetting-send-answer = Enviar mi respuesta
vetting-choose = Elija una de las tres respuestas.
vetting-needs-words = Diga en pocas palabras qué debe cambiar o qué debe saber quien lee.
vetting-too-long = Dígalo en menos de 2,000 caracteres.
vetting-draft-changed = El borrador cambió desde que abrió esta página. Véalo de nuevo; sus palabras siguen abajo.
vetting-thanks-confirm = Gracias. Confirmó estas cifras. Puede cambiar su respuesta hasta que se publique la edición.
vetting-thanks-object = Gracias. No se publica nada antes de atender su objeción. Puede cambiar su respuesta.
vetting-thanks-context = Gracias. Sus palabras aparecerán junto a las cifras. Puede cambiarlas hasta que se publique la edición.
vetting-rail = Sobre este borrador
vetting-who-sees = Quién puede ver esto
vetting-who-sees-text = Usted, las demás personas responsables y el equipo de datos. Los conteos pequeños están protegidos aquí igual que en público.
vetting-silence = Si no responde
vetting-silence-text = El silencio no se toma como consentimiento. La página pública dirá que se le preguntó y no respondió.
link-is-for = Este enlace es para { $name }.
vetting-mail-subject = { $collaborative }: por favor, revise el borrador de { $title }
vetting-mail =
    Hola, { $name }:

    { $collaborative } está por publicar «{ $title }», con cifras por las que usted responde. Antes de que nadie más las vea, díganos hasta el { $day } si son correctas:

    { $link }

    Toma unos tres minutos y no hace falta cuenta. El borrador todavía no es público; por favor, no lo comparta.

edition-next = Lo que sigue:
edition-next-published = Nada. Esta edición es pública y ya no cambia; una corrección da lugar a la siguiente.
edition-next-stale = Desde que se hizo este borrador se publicó otra edición. Rehaga el borrador para que las dos juntas no revelen nada.
edition-next-objection = { $count ->
    [one] Una de las personas responsables presenta una objeción. Corrija lo que señala y rehaga el borrador.
   *[other] { $count } de las personas responsables presentan objeciones. Corrija lo que señalan y rehaga el borrador.
  }
edition-next-ask = Envíe el borrador a quienes responden por sus cifras.
edition-next-check = Alguien que no hizo este borrador revisa lo que se oculta y lo confirma.
edition-next-wait = { $count ->
    [one] Espere una respuesta; puede llegar hasta el { $day }.
   *[other] Espere { $count } respuestas; pueden llegar hasta el { $day }.
  }
edition-next-publish = Todo está listo. La dirección publica.
edition-open-to = { $count ->
    [one] Además del equipo, una persona puede abrir este borrador con un enlace hasta el { $day }.
   *[other] Además del equipo, { $count } personas pueden abrir este borrador con un enlace hasta el { $day }.
  }
edition-see-preview = Verlo como lo verá el público
edition-hidden-each = Cada cifra oculta:
edition-place = Lugar
edition-period = Período
edition-group = Grupo
