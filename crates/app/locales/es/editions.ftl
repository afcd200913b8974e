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
vetting-to-answer = Ir a su respuesta
vetting-figures = { $count ->
    [one] Una cifra nueva o distinta
   *[other] { $count } cifras nuevas o distintas
}
vetting-unchanged = Sin novedades desde la última edición
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

hidden-correction = Se retiene una corrección de pocas personas; queda como se publicó
pool-label = { $list }, en conjunto
draft-too-big = { $at }: esta tabla se une con demasiadas otras para poder revisarla, y lo que no se puede revisar no se publica. Deje fuera un desglose o tome menos periodos. ({ $reason })
draft-not-checked = { $at }: no se pudo hacer la revisión de números pequeños, y lo que no se puede revisar no se publica. ({ $reason })
draft-not-safe = { $at }: un conteo oculto se podría calcular entre { $low } y { $high }, así que no se publica. Deje fuera un desglose o junte grupos pequeños.

note-protected = Protegido porque los números son pequeños. No significa cero.
note-held = Como se publicó primero. Una corrección de unas pocas personas se retiene hasta el próximo periodo.
certificate-what = Antes de publicar la edición { $number }, el programa recibió todo lo que cualquiera puede leer: { $tables ->
    [one] una tabla
   *[other] { $tables-told } tablas
  } con { $cells } conteos y { $relations } sumas y datos anteriores entre ellos, { $editions ->
    [0] por ser la primera edición
    [one] junto con la edición anterior
   *[other] junto con las { $editions } ediciones anteriores
  }. Buscó lo menos y lo más que puede ser cada uno de { $guarded } conteos protegidos. { $already ->
    [0] Ninguno quedó más cerca de lo que permite la regla.
    [one] Uno ya lo había revelado una edición anterior, y eso no se puede deshacer; esta no dice más sobre él, y ningún otro quedó más cerca de lo que permite la regla.
   *[other] De ellos, { $already } ya los habían revelado ediciones anteriores, y eso no se puede deshacer; esta no dice más sobre ellos, y ningún otro quedó más cerca de lo que permite la regla.
  }
certificate-how = Necesitó a lo sumo { $steps } pasos y { $seconds ->
    [one] menos de un segundo
   *[other] menos de { $seconds } segundos
  }, con { $engine }; método: { $solver }.
certificate-inputs = Huella de las cifras tal como las reciben los lectores, y de las ediciones anteriores (SHA-256): { $inputs }

desk-title = Mesa de publicación: { $title }
desk-heading = Mesa de publicación
desk-open = Abrir la mesa de publicación
desk-lede = { $count ->
    [0] No se oculta nada: los lectores ven las { $figures } cifras.
    [one] De { $figures } cifras, una queda oculta ({ $share }).
   *[other] De { $figures } cifras, { $told } quedan ocultas ({ $share }).
  }
desk-key-shown = se muestran como son
desk-key-coded = se muestran como «5% o menos» o «95% o más»
desk-key-small = pequeñas por sí mismas: menos de { $minimum } personas contadas, no contadas o en el grupo
desk-key-company = ocultas para que no se puedan calcular esas pequeñas
desk-key-source = retenidas por su fuente, antes de llegar a nosotros
desk-second-person = Mira una segunda persona
desk-second-about = Usted no hizo este borrador. Mire qué se oculta y cuánto cuesta, y confírmelo. Sin eso no se publica nada.
desk-second-own = Usted hizo este borrador. Otra persona confirma lo que se oculta: pídaselo a la facilitadora, al responsable de datos o a la dirección.
desk-second-other = Alguien con derecho a confirmar, que no hizo este borrador, lo mira antes de publicarlo.
desk-what = Qué se oculta y por qué
desk-what-about = Una cifra es pequeña cuando hay menos de { $minimum } personas contadas, no contadas o en el grupo. Donde eso solo permitiría hallarla con una resta, con esta edición o con una anterior, se ocultan otras con ella. Los lectores ven una misma marca para todas.
desk-measure = Medida
desk-small = Pequeñas por sí mismas
desk-company = Ocultas para que no se puedan calcular esas
desk-source = Retenidas por la fuente
desk-other = Dichas de otro modo
desk-share = Oculto
desk-which = Cuáles son
desk-table = Tabla
desk-coded-list = Como rango: { $list }.
desk-held-list = Como se publicó antes: { $list }.
desk-corrections = Correcciones
desk-held-about = { $count ->
    [one] Una cifra difiere de lo publicado en menos de { $minimum } personas. Dicha ahora, la diferencia las señalaría. Queda como se publicó hasta el próximo periodo, o hasta que las diferencias sumen { $minimum }.
   *[other] { $told } cifras difieren de lo publicado en menos de { $minimum } personas. Dichas ahora, las diferencias las señalarían. Quedan como se publicaron hasta el próximo periodo, o hasta que las diferencias sumen { $minimum }.
  }
desk-rates-about = Estas tasas corregidas llegaron sin conteos. Nadie puede decir a cuántas personas se refieren las correcciones. Se publican, salvo que el dueño de las cifras haya decidido retener tales correcciones:
desk-rates-rule = Decidirlo para cada medida, en Ajustes
desk-study = Qué costaría menos, y cuánto costaría una tabla más
desk-study-about = Cada línea está calculada, no estimada: el borrador se hace y se revisa otra vez de ese otro modo, con todo lo publicado antes como conocido por los lectores.
desk-study-begin = Calcular las alternativas
desk-study-running = Hay { $done } de { $planned } alternativas calculadas. Puede cerrar esta página; el trabajo sigue.
desk-study-look = Ver cómo va
desk-study-stop = Detener
desk-study-stopped = Se detuvo tras { $done } de { $planned } alternativas. Lo hallado queda abajo.
desk-study-stale = El borrador se hizo de nuevo desde que se calcularon las alternativas.
desk-study-nothing = Nada se oculta por su tamaño y no hay otra tabla aceptada. No hay nada que comparar.
desk-leave-out = { $title }: dejar fuera el desglose por { $what }
desk-together = { $title }: juntar grupos pequeños ({ $what })
desk-add = { $title }: añadir el desglose por { $what }
desk-take = Hacer así el borrador
desk-refused = No es posible
desk-refused-because = No se puede publicar: { $reason }.
desk-no-difference = Sin diferencia
desk-more-figures = { $count ->
    [one] 1 cifra más
   *[other] { $told } cifras más
  }
desk-fewer-figures = { $count ->
    [one] 1 cifra menos
   *[other] { $told } cifras menos
  }
desk-price-unlocked = { $count ->
    [one] Se mostraría una cifra que está oculta.
   *[other] Se mostrarían { $told } cifras que están ocultas.
  }
desk-price-gained = { $count ->
    [one] Se mostraría una cifra nueva.
   *[other] Se mostrarían { $told } cifras nuevas.
  }
desk-price-gained-hidden = { $count ->
    [one] Quedaría oculta una cifra nueva.
   *[other] Quedarían ocultas { $told } cifras nuevas.
  }
desk-price-lost = { $count ->
    [one] Ya no estaría una cifra que se muestra.
   *[other] Ya no estarían { $told } cifras que se muestran.
  }
desk-price-also-hidden = { $count ->
    [one] Habría que ocultar una cifra que se muestra, ahora y en toda edición posterior.
   *[other] Habría que ocultar { $told } cifras que se muestran, ahora y en toda edición posterior.
  }
desk-price-nothing = Los lectores verían las mismas cifras.
desk-more = Tablas que no son públicas
desk-more-about = Hay cifras aceptadas de estos desgloses y ninguna edición los ha mostrado. Quien quiere uno dice por qué; su costo se calcula frente a todo lo que es público; una segunda persona lo añade o lo rechaza.
desk-propose = Proponer esta tabla
desk-propose-why = ¿Qué harían los lectores con ella?
desk-reason = Por qué
desk-reason-missing = Diga por qué, en pocas palabras.
desk-proposal-open = Espera a una segunda persona
desk-proposal-added = Añadida
desk-proposal-declined = Rechazada
desk-proposal-own = Usted la propuso; la añade otra persona. Puede retirarla.
desk-proposal-add = Añadirla
desk-proposal-decline = Rechazarla
desk-certificate = Cómo se revisó este borrador
desk-certificate-what = El programa recibió todo lo que cualquiera podrá leer: { $tables ->
    [one] una tabla
   *[other] { $tables-told } tablas
  } con { $cells } conteos y { $relations } sumas y datos anteriores entre ellos, y lo que { $editions ->
    [0] ninguna edición anterior dijo
    [one] dijo una edición anterior
   *[other] dijeron { $editions } ediciones anteriores
  }, incluidos los números viejos de cifras corregidas. { $unknown } conteos le quedaron desconocidos; { $guarded } de ellos deben quedar inciertos, y buscó lo menos y lo más que puede ser cada uno.
desk-certificate-narrowest = Lo más cerca que llegó de un conteo oculto es un rango de { $width } números posibles.
desk-certificate-already = { $already ->
    [one] Una edición anterior reveló un conteo, y eso no se puede deshacer. Este borrador no dice más sobre él.
   *[other] Ediciones anteriores revelaron { $already } conteos, y eso no se puede deshacer. Este borrador no dice más sobre ellos.
  }
desk-certificate-how = Pasos: a lo sumo { $steps }, en menos de { $seconds ->
    [one] un segundo
   *[other] { $seconds } segundos
  }. Método: { $solver }. Motor: { $engine }. Huella de las cifras tal como las reciben los lectores, y de las ediciones anteriores (SHA-256): { $inputs }
desk-untouched = { $count ->
    [0] De todas las medidas se oculta algo.
    [one] De otra medida no se oculta nada.
   *[other] De las otras { $told } medidas no se oculta nada.
  }
desk-tables = { $count ->
    [one] { $title }: una tabla
   *[other] { $title }: { $count } tablas
  }
desk-dear = { $count ->
    [one] Otra mostraría menos a los lectores
   *[other] Otras { $count } mostrarían menos a los lectores
  }
desk-not-computed = Sin calcular
desk-too-long = Tarda más de lo que esta máquina le dio, así que no hay respuesta.
draft-too-long = La revisión tarda más de lo que esta máquina le dio, y lo que no se puede revisar no se publica.

edition-note-change = Cambiar lo que este borrador dice a los lectores
edition-note-save = Guardar y hacer el borrador de nuevo
edition-next-told = { $count ->
    [one] Un número en los textos puede decir lo que está protegido. Cambie el texto, o que una segunda persona responda por él.
   *[other] { $count } números en los textos pueden decir lo que está protegido. Cambie los textos, o que una segunda persona responda por ellos.
  }
told-look = Véalos en la mesa de publicación
told-hint = Los lectores ven estas palabras tal como están. Un número de muy pocas personas no debe estar en ellas.
told-heading = Números en los textos
told-about = Las historias, notas, definiciones y palabras de los líderes se publican tal como están escritas. Estos números pueden decir lo que las cifras ocultan. Cambie el texto y haga el borrador de nuevo; o alguien que no hizo el borrador dice por qué no es un conteo así. Nada se publica antes de eso.
told-waits = En espera
told-answered = Alguien respondió
told-why-small = Esto parece un conteo de menos de { $minimum } personas, o deja menos de { $minimum }.
told-why-hidden = Una cifra junto a este texto está oculta, y este es su número o se deduce de él.
told-reason = Por qué no es un conteo de pocas personas ni nada que esté oculto
told-confirm = Responder por este número
told-confirmed = { $name }: «{ $reason }»
told-in-note = lo que la edición dice de sí misma
told-in-title = el título
told-in-story = la historia
told-in-definition = la definición
told-in-breaks = una nota sobre la serie
told-in-checks = palabras de un líder
told-in-collaborative = sobre quien publica
told-in-partners = sobre un socio
told-in-newsletter = el boletín
told-in-decisions = palabras de una decisión
told-in-plan = palabras del plan
told-in-agenda = palabras de la agenda
told-in-other = un texto
vetting-told = Los lectores verán sus palabras. «{ $words }» puede ser un número tan pequeño que señale a alguien. Dígalo sin el número, por favor; o envíelo como está, y una segunda persona lo mira antes de que nada sea público.

desk-cost-heading = Lo que cuesta
desk-cost = Lo que los lectores pierden se suma en personas: cada cifra oculta cuenta con las personas de su grupo y 100 más. Son { $loss }; { $needed } de ello es pequeño por sí mismo. Se elija como se elija qué ocultar con ello, se perderían al menos { $bound }: una elección mejor ahorraría a lo sumo { $gap }%. Solo para el personal, pues está hecho de números ocultos.
desk-cost-table = Se pierden { $loss }, al menos { $bound }; una elección mejor ahorra a lo sumo { $gap }%.{ $others ->
    [0] { "" }
    [one] { " " }Contado con otra tabla que comparte personas con ella.
   *[other] { " " }Contado con otras { $others } tablas que comparten personas con ella.
  }

edition-counted = { $changed ->
    [0] ninguna nueva o cambiada, de { $figures } cifras
    [one] una nueva o cambiada, de { $figures } cifras
   *[other] { $changed } nuevas o cambiadas, de { $figures } cifras
  }
field-told = «{ $words }» puede ser un número de personas tan pequeño que señale a alguien. Donde los lectores verían este texto, una segunda persona lo mira antes.

edition-doubts = Frases por revisar
edition-doubts-about = Las cifras de este borrador no respaldan estas frases. Cámbielas y haga el borrador de nuevo; o publíquelo sin ellas, y las páginas empiezan con lo que dicen las cifras.
edition-doubts-leave-out = { $count ->
    [one] He leído por qué se duda de una frase. Publicar sin ella.
   *[other] He leído por qué se duda de { $count } frases. Publicar sin ellas.
  }
edition-next-doubts = Las cifras no respaldan todas las frases de este borrador. Lea abajo por qué; después cambie las frases y haga el borrador de nuevo, o diga que se publica sin ellas.

import-packages = Tomar ediciones de otra instalación
import-packages-lede = Lo que se publicó allá entra tal como se publicó: los mismos números, los mismos días, los mismos bytes. Nada se calcula de nuevo. Tome datapackage.zip de cada edición en su página de datos abiertos.
import-look = Ver qué cambiaría
field-packages = Paquetes de datos
field-packages-hint = Elija todas las ediciones a la vez, datapackage.zip de cada una.
import-none = Elija al menos un paquete de datos.
import-too-many = Elija como máximo { $most } paquetes a la vez.
import-what = Qué cambiaría
import-what-lede = Todavía no ha cambiado nada. Estas ediciones se leyeron y se compararon con lo que sus paquetes dicen de ellas.
import-caption = Ediciones en los paquetes
import-edition = Edición
import-published = Publicada
import-measures = Indicadores
import-hidden = Cifras ocultas
import-state = Aquí
import-state-new = Nueva
import-state-same = Ya está aquí, igual hasta el último byte
import-state-other = Está aquí con otro contenido
import-not-empty = No se puede tomar nada: esta colaboración tiene ediciones o indicadores propios. Una edición que se protegió frente a otras no puede estar junto a ediciones de las que no sabía nada.
import-would = { $count ->
    [one] Una edición se haría pública, tal como se publicó allá.
   *[other] { $count } ediciones se harían públicas, tal como se publicaron allá.
}
import-who = Tomarlas las hace públicas de inmediato; por eso lo confirma quien puede publicar ediciones. Envíele la dirección de esta página.
import-confirm = Tomarlas y hacerlas públicas
import-again = Elegir otros paquetes
import-not-a-package = { $name } no es un paquete de datos de Mainstay, como el datapackage.zip de la página de datos abiertos: { $reason }
import-field = { $name }: en { $file }, campo { $field }: { $reason }
import-changed = { $name }: { $file } se cambió después de hacerse el paquete. Tome el paquete otra vez de quien lo publicó.
import-newer = { $name } se hizo con un Mainstay más nuevo, que guarda más de lo que este puede devolver.
import-several = Los paquetes son de varias colaboraciones, { $one } y { $other }. Tómelas una después de otra.
import-twice = La edición { $number } está dos veces.
import-foreign = Los paquetes son de la colaboración { $theirs } (edition.json, campo collaborative.slug), y esta es { $ours }.
