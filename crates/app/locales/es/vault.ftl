## La bóveda de filas de participantes.
vault-list = La bóveda
vault-list-lede = Filas sobre participantes, guardadas bajo sello. Solo las abre un programa aparte, para contar, o para una mirada breve de la que la organización que las dio puede enterarse.
vault-tables = Lo que hay en la bóveda
vault-of = De
vault-kind = Qué es
vault-kind-people = Personas: una fila cada una
vault-kind-services = Servicios: quién participó en qué
vault-kind-events = Sucesos: días, visitas, incidentes
vault-kind-encodings = Codificaciones de identidades
vault-period = Período
vault-rows = Filas
vault-under = Acuerdo
vault-since = En la bóveda desde
vault-asked = Solicitudes que piden filas
vault-request = Solicitud
vault-key-element = Se conoce a los participantes por
vault-ask-heading = Que una solicitud pida filas
vault-ask = Pedir filas
vault-nothing-to-ask = Para pedir filas a una organización, haga una solicitud de datos, nombre el acuerdo que la rige y vuelva aquí antes de que se envíe algo.
field-rows_for = Solicitud
field-rows_for-hint = Solicitudes bajo un acuerdo a las que aún no se envió nada.
field-rows_of = De qué trata cada fila
field-key_element = El elemento por el que se conoce a los participantes
field-key_element-hint = Como lo llama el acuerdo, por ejemplo Número de estudiante. Las filas sin él quedan fuera.
problem-vault-no-request = Elija una solicitud.
problem-vault-key-not-covered = Un acuerdo que rige esta solicitud no incluye un elemento con este nombre. Escríbalo como está en el acuerdo.
vault-worker-missing = Las filas de participantes las abre un programa aparte, mainstay-vault, que no está junto a este: compílelo con «cargo build --release -p mainstay-vault» y póngalo en la misma carpeta.
vault-table = La tabla
vault-table-title = { $kind }, de { $organisation }
vault-table-lede = Sellada con una clave de su acuerdo. Nadie la lee en una página; una mirada muestra unas pocas filas sin nombres ni números de personas, y la organización lee quién miró y por qué.
vault-columns = Columnas
vault-column = Columna
vault-column-class = Qué dice de una persona
vault-column-holds = Contiene
vault-class-direct = Nombra a una persona
vault-class-quasi = Acota quién es
vault-class-sensitive = Dañaría si se supiera
vault-class-plain = Lo demás
vault-holds-text = Palabras o códigos
vault-holds-number = Números
vault-holds-date = Días
vault-look-heading = Mirar unas pocas filas
vault-rows-lede = Las primeras filas, sin lo que nombra a personas. Esta mirada queda guardada con su nombre y su motivo, y la organización puede leerla.
vault-check-title = Revise lo que leímos
vault-rows-read = 
    { $count ->
        [one] Leímos una fila sobre un participante.
       *[other] Leímos { $count } filas sobre participantes.
    }
vault-sheets-read = Estas hojas se leen juntas: { $sheets }.
vault-sheets-left-out = Ninguna columna de estas hojas se llama «{ $key }», y sus filas quedan fuera: { $sheets }.
vault-rows-sealed = Cuando se aceptan, las filas se sellan con una clave del acuerdo. Nadie las lee en una página: el acuerdo dice qué se cuenta con ellas, y cada mirada queda guardada donde usted puede leerla.
vault-mend = Mire esto, por favor
vault-mend-how = Corríjalo en su archivo y elíjalo de nuevo, o envíelo como está: las celdas que no se pueden leer se guardan vacías.
vault-no-key = Ninguna columna se llama «{ $key }», y el acuerdo conoce por ella a los participantes. Agréguela y elija el archivo de nuevo.
vault-rows-without-key = 
    { $count ->
        [one] Una fila no tiene { $key } y queda fuera: la fila { $rows }.
       *[other] { $count } filas no tienen { $key } y quedan fuera: las filas { $rows }.
    }
vault-keys-repeated = 
    { $count ->
        [one] Un participante está en más de una fila. Se cuenta una vez.
       *[other] { $count } participantes están en más de una fila. Cada uno se cuenta una vez.
    }
vault-given-twice = Dos columnas dan «{ $element }». Se toma la primera.
vault-cell-no-number = Fila { $row }, columna { $column }: «{ $text }» no es un número.
vault-cell-no-date = Fila { $row }, columna { $column }: «{ $text }» no es un día.
vault-cells-more = Y { $count } celdas más como estas.
vault-doubts = Lo que parece mal
vault-doubts-how = Nada de esto le impide seguir. Corríjalo en su archivo y elíjalo otra vez, o envíelo como está si usted lo sabe mejor.
vault-doubts-file = { $count ->
    [one] Una celda de { $file } se puede leer y parece mal:
   *[other] { $count } celdas de { $file } se pueden leer y parecen mal:
    }
vault-doubts-more = { $count ->
    [one] Una celda más: { $what }.
   *[other] { $count } celdas más: { $what }.
    }
vault-doubt-not-quoted = lo que está ahí no se cita
vault-doubt-born-later = { $cell }, columna { $column }: { $read }. Se esperaba una fecha de nacimiento que no esté en el futuro.
vault-doubt-born-earlier = { $cell }, columna { $column }: { $read }. Se esperaba una fecha de nacimiento dentro de los últimos 120 años.
vault-doubt-last-before-first = { $cell }, columna { $column }: { $read }. Se esperaba un último día igual o posterior al primero, { $beside }.
vault-doubt-last-before-some-first = { $cell }, columna { $column }: { $read }. Se esperaba un último día igual o posterior al primero de la misma fila.
vault-doubt-outside-term = { $cell }, columna { $column }: { $read }. Se esperaban días del { $start } al { $end }, mientras rige el acuerdo.
vault-doubt-unknown-place = { $cell }, columna { $column }: { $read }. Se esperaba un lugar que la colaboración conoce, por nombre, código u otro nombre.
vault-doubt-unknown-category = { $cell }, columna { $column }: { $read }. Se esperaba una categoría de «{ $beside }», como la colaboración las llama.
vault-doubt-two-of-one = { $cell }, columna { $column }: otra vez el participante de { $beside }, con algo distinto en la fila. Se esperaba una fila por persona.
vault-doubt-of-born-later = fechas de nacimiento en el futuro
vault-doubt-of-born-earlier = fechas de nacimiento de hace más de 120 años
vault-doubt-of-last-before-first = últimos días anteriores al primero
vault-doubt-of-outside-term = días fuera del plazo del acuerdo
vault-doubt-of-unknown-place = lugares que nadie conoce, estos u otra vez los mismos
vault-doubt-of-unknown-category = valores que no significan ninguna categoría, estos u otra vez los mismos
vault-doubt-of-two-of-one = participantes con algo distinto en una segunda fila
vault-send = Enviar estas filas
vault-other-file = Elegir otro archivo
vault-receipt-title = Gracias, sus filas se enviaron
vault-sent-sent = { $file }, enviado el { $day }: espera revisión.
vault-sent-returned = { $file }, enviado el { $day }: fue devuelto, y no se guarda nada de él.
vault-sent-because = El motivo: { $reason }
vault-receipt-back-title = Sus filas fueron devueltas
vault-sent-accepted = { $file }, enviado el { $day }: fue aceptado, y sus filas están selladas en la bóveda.
vault-sent-replaced = { $file }, enviado el { $day }: algo más nuevo ocupa su lugar.
vault-review-lede = Filas sobre participantes. No se muestran aquí: aceptarlas las sella en la bóveda.
vault-columns-not-covered-now = La versión del acuerdo que está en vigor ahora no abarca estas columnas del archivo, así que se quitan cuando se aceptan las filas: { $columns }.
vault-rows-left-out-now = { $count ->
    [one] Una fila queda fuera por lo que una familia dijo desde entonces.
   *[other] { $count } filas quedan fuera por lo que las familias dijeron desde entonces.
}
vault-no-rows-left = No se puede aceptar nada de este archivo: no queda ninguna fila después de lo que dijeron las familias y sin las filas que no tienen clave. Pida a la organización un archivo nuevo.
vault-agreement-changed = Otra versión del acuerdo entró en vigor mientras se sellaban las filas, y no se guardó nada. Mire la página otra vez y acepte de nuevo.
vault-review-rows = Filas
vault-review-without-key = Filas sin clave, dejadas fuera
vault-review-bad-cells = Celdas que no se pudieron leer
vault-review-doubts = Celdas que se pueden leer y parecen mal
vault-review-repeated = Participantes en más de una fila
vault-send-back-heading = Devolver las filas
vault-send-back = Devolver y destruir estas filas
vault-rows-went-back = Estas filas se devolvieron, y no se guarda nada de ellas. El motivo: { $reason }
vault-reason-needed = Escriba por qué, para que el socio sepa qué corregir.
vault-reason-names = El motivo contiene lo que está en una celda que nombra a una persona, y va por correo. Nombre en su lugar la fila y la columna.
field-return_reason = Por qué
field-return_reason-hint = El socio lo recibe por correo, con un enlace para enviar otra vez. Nombre filas y columnas, nunca lo que está en una celda.
vault-take-in = Aceptar y sellarlas en la bóveda
vault-rows-replaced = Otras filas más nuevas están en lugar de estas, que se destruyeron.
vault-rows-in = Estas filas fueron aceptadas y están en la bóveda, o se destruyeron con su acuerdo.

fact-vault-rows-asked = hizo que una solicitud pida filas sobre participantes
fact-vault-key-made = creó la clave de un acuerdo para la bóveda
fact-vault-rows-sent-back = devolvió filas con un motivo y las destruyó
fact-vault-rows-stored = aceptó filas en la bóveda
fact-vault-people-taken-out = sacó de la bóveda a personas cuyas familias lo dijeron
fact-vault-measure-defined = definió una medida a partir de filas
fact-vault-run-asked = pidió que se calcule una medida a partir de filas
fact-vault-run-begun = empezó a calcular una medida a partir de filas
fact-vault-run-done = calculó una medida a partir de filas
fact-vault-run-failed = no pudo calcular una medida a partir de filas
fact-vault-run-stopped = detuvo el cálculo de una medida
fact-vault-figures-accepted = aceptó cifras calculadas a partir de filas
