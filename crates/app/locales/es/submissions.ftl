## Lo que envían los socios.
steps = Pasos
step-choose = Elegir un archivo
step-check = Revisarlo
step-send = Enviar
row = Fila
rail-about = Sobre esta solicitud
rail-what = Qué pedimos
rail-due = Fecha límite
rail-calendar = Añadir al calendario
rail-who = Quién puede verlo
rail-who-text = Usted y el equipo de datos. Usted ve y confirma cada total antes que nadie.
rail-next = Qué sigue
rail-next-send = Usted envía
rail-next-check = El equipo de datos revisa
rail-next-confirm = Las personas responsables confirman el borrador
rail-next-publish = Se publica
rail-next-credit = con su nombre en los créditos
link-is-for-at = Este enlace es para { $name }, de { $organisation }.

open-title = Envíenos el archivo tal como está
open-returned = Algo volvió con una pregunta. Respóndala aquí.
open-sent-before = Usted envió cifras el { $day }.
open-see-receipt = Ver lo que envió
open-go-on = Empezó y no envió. Continúe donde lo dejó.
open-file = Su hoja de cálculo
open-file-hint = Excel, CSV u OpenDocument. Los títulos, totales y notas pueden quedarse. Las columnas con nombres o fechas de nacimiento no se guardan.
open-read = Leer este archivo
open-template = O use nuestra plantilla
open-paste = Pegar celdas
open-paste-label = Celdas copiadas de una hoja de cálculo, con sus encabezados
open-read-cells = Leer esto
open-type = Escribir las cifras

upload-cut-off = El archivo no llegó completo. Elíjalo de nuevo; no se guardó nada.
upload-nothing = Elija un archivo, pegue celdas o escriba al menos una fila.
upload-pasted-name = pegado.tsv
upload-typed-name = escrito.csv

check-title = { $questions ->
    [0] Todo está listo para enviar
    [one] Una pregunta breve y puede enviar
   *[other] { $questions } preguntas breves y puede enviar
  }
check-title-many = { $questions } preguntas y puede enviar
check-read = { $open ->
    [0] Leímos { $rows } filas de { $file }. Todas están listas.
   *[other] Leímos { $rows } filas de { $file }. { $ready } cifras están listas; { $open } filas necesitan una palabra suya.
  } { $left ->
    [0] {""}
    [one] Una fila queda fuera, porque no se pidió o usted lo decidió.
   *[other] { $left } filas quedan fuera, porque no se pidieron o usted lo decidió.
  }
check-saved = Guardado a las { $time }. Puede cerrar esta página y volver con el mismo enlace.
check-other-file = Usar otro archivo
check-sheet = Hoja
check-read-sheet = Leer esta hoja
check-questions = Preguntas
check-needs-you = Necesita su respuesta
check-answer = Guardar esta respuesta
check-answers = Guardar estas respuestas
check-again = Revisar de nuevo
check-set-columns = Elegir las columnas
check-private = Lo que mantuvimos en privado
check-dropped = No guardamos estas columnas: { $columns }. Esta solicitud es solo de conteos, así que se quitaron antes de guardar el archivo.
check-small = { $count ->
    [one] Un conteo es menor de { $minimum }. Usted y el equipo de datos pueden verlo. Nadie más, y nunca se publica.
   *[other] { $count } conteos son menores de { $minimum }. Usted y el equipo de datos pueden verlos. Nadie más, y nunca se publican.
  }
check-tidied = Lo que ordenamos por usted
check-undo = Deshacer
check-redo = Hacerlo de nuevo
check-columns = Cómo leímos sus columnas
check-your-column = Su columna
check-read-as = La leímos como
check-for-example = por ejemplo { $sample }
check-remember = Lo recordamos para la próxima vez. Los archivos con los mismos encabezados se saltan este paso.
check-read-again = Leerlo así
check-own = Sus cifras, como las verán los demás
check-own-about = Son suyas desde ahora, las envíe hoy o no.
check-last-time = La última vez
check-now = Ahora
check-state = { $ready } de { $rows } filas listas. { $questions ->
    [0] No quedan preguntas.
    [one] Queda 1 pregunta.
   *[other] Quedan { $questions } preguntas.
  }
check-send = Enviar
check-send-part = Enviar { $ready } ahora y terminar después
check-next-question = Siguiente pregunta

read-as-place = Lugar
read-as-place-code = Código del lugar
read-as-period = Período
read-as-group = Grupo
read-as-denominator = Total (inscritos)
read-as-numerator = Contados
read-as-value = Porcentaje o valor
read-as-margin = Margen de error
read-as-ignore = No hace falta
read-as-without-heading = Columna { $col }, sin encabezado

rows-named = { $count ->
    [one] Fila { $rows }.
   *[other] Filas { $rows }.
  }
rows-and-more = Filas { $rows } y { $more } más.
ask-missing-place = ¿Qué columna indica el lugar?
ask-missing-figures = ¿Qué columna contiene los números?
ask-missing-period = ¿De qué período son estas cifras?
ask-missing-hint = No pudimos saberlo por los encabezados. Elíjala abajo en la lista de columnas.
ask-period = El archivo dice { $found }. Pedimos { $asked }. ¿Es el archivo correcto?
ask-period-right = Sí, las cifras son de { $asked }
ask-period-hint = Si es el archivo de otro año, use otro.
ask-place = ¿«{ $raw }» es el mismo lugar que { $place }?
ask-place-unknown = ¿Qué lugar es «{ $raw }»?
ask-place-yes = Sí, usar { $place } y recordarlo para la próxima vez
ask-place-other = Es otro lugar de la lista
ask-place-which = Otro lugar
ask-places = { $count } nombres no están en nuestra lista de lugares
ask-places-hint = { $rows } filas, por ejemplo { $names }. Envíe el resto ahora; el equipo de datos añadirá los lugares. Si se leyó otra columna, elíjala abajo.
ask-leave-out = Dejar fuera estas filas
ask-category = ¿Qué grupo es «{ $raw }»?
ask-choose = Elija
ask-impossible = { $count ->
    [one] ¿Cuál de estos números debe cambiar?
   *[other] ¿Cuáles de estos números deben cambiar? { $count } filas
  }
ask-impossible-hint = Escriba encima del número equivocado; no hace falta volver a abrir su hoja de cálculo.
ask-number = { $count ->
    [one] Una celda debe contener un número
   *[other] { $count } celdas deben contener números
  }
ask-number-hint = Escriba el número o deje el campo vacío si no hay.
ask-number-message = «{ $now }» no es un número
ask-leave-row-out = Dejar fuera esta fila
ask-blank = { $count ->
    [one] Hay una celda vacía en «{ $column }». ¿Es cero o no hay número?
   *[other] Hay { $count } celdas vacías en «{ $column }». ¿Es cero o no hay número?
  }
ask-blank-zero = Cero
ask-blank-none = No hay número
ask-twice = { $count ->
    [one] Dos filas tratan de lo mismo. ¿Cuál es la correcta?
   *[other] { $count } pares de filas tratan de lo mismo. ¿Cuáles son las correctas?
  }
ask-twice-hint = Las cifras son la parte, el total y el valor.
impossible-more-than-all = { $part } es más que { $whole }
impossible-not-a-percent = Más de 100 por ciento
impossible-negative = Menos de cero
impossible-of-nobody = De nadie no hay porcentaje
impossible-not-whole = Las personas se cuentan en números enteros
impossible-no-value = No hay número
impossible-value-though = Marcado como reservado, pero hay un número
impossible-not-finite = No es un número

tidied-spaces-trimmed = Quitamos espacios alrededor de { $count } textos
tidied-marks-read = Leímos { $count } marcas como números que la fuente reserva, no como cero
tidied-no-number-read = Leímos { $count } celdas como «n/a» como «sin número», no como cero
tidied-totals-left-out = Dejamos fuera { $count ->
    [one] una fila de total
   *[other] { $count } filas de totales
  }, para no contar dos veces a nadie
tidied-guards-unwrapped = Leímos { $count } códigos envueltos en ="…" como códigos
tidied-percent-signs-read = Leímos { $count } números con signo de porcentaje
tidied-fractions-to-percent = Leímos { $count } fracciones como porcentaje
tidied-separators-read = Leímos { $count } números con separadores de miles
tidied-negatives-read = Leímos { $count } números negativos
tidied-currency-read = Leímos { $count } importes de dinero
tidied-footnotes-removed = Quitamos signos de nota en { $count } celdas
tidied-keys-carried-down = Dimos a { $count } filas el nombre que está más arriba
tidied-dates-read = Leímos { $count } fechas
tidied-zeros-restored = Devolvimos los ceros iniciales a { $count } códigos
tidied-repeated-headings-left-out = Dejamos fuera { $count } encabezados repetidos

receipt-title = Gracias. Ya lo tiene el equipo de datos.
receipt-title-part = Gracias. Lo que estaba listo ya lo tiene el equipo de datos.
receipt-title-returned = { $count ->
    [one] Un valor volvió con una pregunta
   *[other] { $count } valores volvieron con una pregunta
  }
receipt-thanks = Lo revisan en dos días hábiles. Si algo no está claro, lo encontrará aquí y en su correo. No tiene que hacer nada más por ahora.
receipt-line = { $day }: { $count } cifras de { $file }. { $state }.
receipt-finish = Terminar el resto
receipt-another = Enviar otro archivo
submission-state-draft = Sin enviar
submission-state-sent = En revisión
submission-state-returned = Volvió con una pregunta
submission-state-accepted = Aceptado
submission-state-replaced = Sustituido por un archivo más nuevo
returned-legend = Por favor, revise esto de nuevo
returned-send = Enviar las correcciones
returned-impossible = Uno de estos números no puede ser correcto: una parte es mayor que su total, o un porcentaje pasa de 100.
