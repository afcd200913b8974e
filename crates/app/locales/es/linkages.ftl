## Vinculaciones: registros de varios socios reunidos sin nombres.
linkage-list = Vinculaciones
linkage-list-lede = Qué registros de varios socios son la misma persona, hallado sin nombres: cada socio codifica en su propia máquina y aquí solo llegan códigos.
linkage-list-empty = Todavía no hay ninguna vinculación. Hacen falta acuerdos vigentes que permitan unir con otros datos.
linkage-begin = Empezar una vinculación
linkage-new = Una vinculación nueva
linkage-new-lede = Elija los acuerdos bajo los que está. Quien puede enviar según ellos recibe un enlace propio; lo que un acuerdo no permite se rechaza, con la cláusula.
linkage-save = Empezar y pedir a los socios
linkage-under = Acuerdos bajo los que está
linkage-schema = Cómo codifica cada socio
field-linkage_why = Para qué es
field-linkage_why-hint = Los socios lo leen. Diga qué pregunta necesita saber quién es la misma persona.
field-encoding_schema = Esquema de vinculación
field-encoding_schema-hint = El esquema abierto de vinculación, versión 3, igual para todos los socios. No contiene ningún secreto.
linkage-begun-on = Empezada el { $day }.
linkage-state-collecting = Espera códigos
linkage-state-linking = Se está vinculando
linkage-state-linked = Vinculada
linkage-state-destroyed = Destruida con un acuerdo
linkage-standing = En qué punto está
linkage-missing = { $count ->
    [one] Un socio todavía no ha enviado sus códigos.
   *[other] { $count } socios todavía no han enviado sus códigos.
}
linkage-ask-again = Escribir otra vez a quien no ha enviado
linkage-ready = Todos los socios han enviado. Los códigos ya se pueden vincular; se borran al terminar.
linkage-run = Vincular los códigos
linkage-run-again = Empezar otra vez
linkage-stop = Detener
linkage-waits = Espera su turno. Si nada se mueve durante minutos, el programa terminó en medio: empiece otra vez, nada se pierde.
linkage-phase-comparing = Comparando a todos con todos, dos socios a la vez: { $percent } de 100.
linkage-look-again = Mire otra vez en unos segundos; el correo y todo lo demás siguen mientras tanto.
linkage-done = Vinculada. Los códigos se borraron en el mismo paso; queda, para cada socio, sus propios números junto a números de personas, sellados.
linkage-destroyed = Un acuerdo bajo el que estaba ha terminado, y lo que habla de sus registros está destruido, también lo que otros socios tenían por ella: quién es quién, los pares y las cuentas de personas en común.
linkage-ended-stopped = Alguien detuvo la última ejecución. No se guardó nada de ella.
linkage-ended-failed = La última ejecución falló y no se guardó nada de ella. Empiece otra vez; si vuelve a fallar, avise a quien lleva esta instalación.
linkage-sides = Lo que envió cada socio
linkage-partner = Socio
linkage-records = Registros
linkage-left-out = Fuera, familias
linkage-came-on = Llegó
linkage-deleted-on = Códigos borrados
linkage-awaited = se espera
linkage-kept = todavía no
linkage-quality = Qué tan buena es
linkage-quality-about = Aquí no se conoce la verdad: estas cifras salen de las probabilidades y valen lo que ellas valen. No incluyen a personas que ningún parecido reunió.
linkage-number = { $count }
linkage-too-few = Algunos socios tienen tan pocas personas en común, o tan pocas que no lo son, que no se muestra ningún número: cada uno se deduce de los otros. Los ve quien está nombrado en todos los acuerdos.
linkage-rounded = Los números están redondeados a { $base }. Los ve tal como son quien está nombrado en todos los acuerdos.
linkage-few = menos de { $count }
linkage-people = Personas en total
linkage-at-sides = { $count ->
    [1] conocidas por un socio
   *[other] conocidas por { $count } socios
}
linkage-seconds = Segundos que tardó
linkage-quality-table = De dos en dos socios
linkage-two-partners = Socios
linkage-compared = Pares comparados
linkage-expected = Personas en común, esperadas
linkage-precision = Vínculos correctos, estimación
linkage-recall = Personas en común halladas, estimación
linkage-bands = Mejores parejas según la probabilidad de que sean la misma persona
linkage-band-99 = 99 % y más
linkage-band-90 = 90 a 99 %
linkage-band-50 = 50 a 90 %
linkage-band-10 = 10 a 50 %
linkage-band-0 = menos de 10 %
linkage-weights = Con qué frecuencia la mejor pareja es la misma persona, según el parecido de los códigos
linkage-weights-about = Lo aprendió la propia ejecución: nadie tuvo que elegir dónde el parecido pasa a ser identidad. Lo que añade una marca con clave está incluido.
linkage-weights-table = Pesos
linkage-likeness = Parecido
linkage-one-person = La misma persona
linkage-step = { $from } a { $below } de 100
linkage-pairs = Pares
linkage-bits = Peso en bits, a favor (+) o en contra (−)
linkage-doubts-told = { $count ->
    [one] Un par está
   *[other] { $count } pares están
} en duda (10 a 90 %); { $open } no los ha mirado nadie. Los que quedan abiertos se llevan a cada cifra como un margen.
linkage-doubts = Mirar los pares en duda
linkage-doubts-lede = Los códigos no muestran ningún nombre. Ve cuánto se parecen dos registros y qué marcas con clave coinciden, y nada más. Si no puede saberlo, deje el par abierto: la duda pasa a las cifras.
linkage-doubts-none = Ningún par está en duda.
linkage-doubts-heading = Pares
linkage-doubt = Par { $number }: { $left }, { $right }
linkage-doubt-seen = Parecido { $likeness } de 100; la misma persona con una probabilidad de { $probability } de 100.
linkage-marks-agree = Coinciden: { $marks }.
linkage-marks-differ = Difieren: { $marks }.
linkage-doubt-open = Abierto
linkage-doubt-same = La misma persona
linkage-doubt-different = Dos personas
linkage-review = Cuando haya mirado
linkage-review-about = Las personas se numeran de nuevo con lo que se dijo. Lo que queda abierto sigue en duda.
linkage-review-finish = Numerar de nuevo
linkage-part-given_name = nombre
linkage-part-given_name-sound = sonido del nombre
linkage-part-surname = apellido
linkage-part-surname-sound = sonido del apellido
linkage-part-birth_date = fecha de nacimiento
linkage-part-month-day = día y mes de nacimiento
linkage-part-street = calle
linkage-part-street-sound = sonido de la calle
linkage-part-house_number = número de la casa
linkage-part-postcode = código postal
linkage-part-city = ciudad
linkage-part-email = correo electrónico
linkage-part-phone = teléfono
linkage-part-identifier = un número de un sistema

linkage-ask-subject = Por favor, envíe códigos: { $title }
linkage-ask-mail =
    Hola, { $name }:

    { $collaborative } le pide códigos de sus registros: { $title }.

    Los códigos se hacen en su propia máquina. Nombres, fechas de nacimiento y direcciones nunca salen de ella. Lo que hay que hacer está aquí; el enlace es solo suyo:
    { $link }

    Abrir la página no cambia nada.
linkage-send-lede = { $collaborative } le pide códigos de sus registros, para contar una sola vez a las personas que conocen varios socios. Ningún nombre sale de su casa.
linkage-send-agreement = Está bajo el acuerdo «{ $title }», vigente hasta el { $end }.
linkage-send-on-your-machine = En su propia máquina
linkage-send-how = Ponga los registros en un archivo con las columnas que nombra el esquema y un número propio para cada persona, y ejecute:
linkage-send-schema = El esquema (un archivo)
linkage-send-secret = El secreto es un archivo que los socios comparten entre sí. No lo envíe nunca aquí: quien vincula no debe tenerlo.
linkage-send-heading = Enviar los códigos
linkage-send-file = El archivo que termina en .encoded.json
linkage-send-button = Enviar
linkage-send-rail = Qué será de él
linkage-send-rail-text = El archivo se abre en una sala cerrada y se rechaza si contiene algo más que códigos. Queda sellado bajo su acuerdo, se compara una vez con los códigos de los otros socios y se borra en el mismo paso.
linkage-send-came = El { $day } llegaron { $count } registros. Un archivo nuevo toma su lugar hasta que se vincule.
linkage-send-deleted = Gracias. La vinculación se hizo y sus códigos se borraron el { $day }.
linkage-send-destroyed = Un acuerdo bajo el que estaba esta vinculación ha terminado. Sus códigos están borrados, y también todo lo que se hizo con ellos aquí.
linkage-send-left-out = { $count ->
    [one] Un registro quedó fuera por lo que dijo su familia.
   *[other] { $count } registros quedaron fuera por lo que dijeron sus familias.
}
linkage-send-families-opt-out = Bajo este acuerdo las familias pueden decir que no. Use “{ $key }” como número de cada registro (--key): por él se conoce a quien dijo que no, y queda fuera aquí, también si el no llega más tarde.
linkage-send-families-opt-in = Bajo este acuerdo solo se toma a quienes tienen el sí de su familia. Use “{ $key }” como número de cada registro (--key): por él se les conoce, y las demás personas quedan fuera aquí.
linkage-not-too-long = El archivo es más largo de lo que aceptamos.
linkage-not-encodings = Esto no es un archivo de códigos, o contiene algo más (línea { $number }). No se guardó nada. Envíe el archivo que escribió mainstay encode.
linkage-not-plain = Estos códigos se hicieron con --plain. Ceden ante ataques conocidos, así que no se aceptan. Codifique otra vez sin esa opción.
linkage-not-count = El archivo contiene { $number } registros. Aceptamos de 1 a 150,000.
linkage-not-a-number = Registro { $number }: su número parece un nombre o una dirección. No se guardó nada. Use un número propio que no signifique nada en otra parte.
linkage-not-twice = Registro { $number }: su número aparece dos veces. Cada persona viene una vez.
linkage-not-malformed = El registro { $number } está mal formado. Codifique otra vez.
linkage-not-balanced = El registro { $number } no está endurecido como lo hace mainstay encode: a su filtro le falta el complemento. No se guardó nada. Por favor codifique con mainstay encode, sin --plain.
linkage-not-earlier = Estos códigos se hicieron con una versión anterior de mainstay, que no decía con qué esquema. No se guardó nada. Por favor instale la versión nueva y codifique otra vez.

problem-linkage-schema = Este esquema no se puede usar: { $reason }
problem-linkage-soft-salt = Esta vinculación empezó con un esquema sin sal propia, así que sus códigos podrían ponerse junto a las de otra. Empiécela de nuevo: cada vinculación nueva recibe una sal.
problem-linkage-soft-keys = Este esquema es más blando que lo que aceptamos: sus claves tienen menos de 32 bytes (clkConfig, kdf, keySize). Por favor escriba 64.
problem-linkage-soft-columns = Este esquema es más blando que lo que aceptamos: con menos de tres columnas cada una se puede ver sola. Por favor codifique más columnas.
problem-linkage-soft-birth = Este esquema es más blando que lo que aceptamos: sin fecha o año de nacimiento, el mismo nombre tiene los mismos bits en cada registro. Por favor codifique uno, en una columna llamada date_of_birth o birth_year.
problem-linkage-soft-heavy = Este esquema es más blando que lo que aceptamos: la columna { $column } tiene más bits que todas las demás juntas y se podría ver sola. Por favor dele menos, o más a las demás.
problem-linkage-soft-letters = Este esquema es más blando que lo que aceptamos: la columna { $column } se corta en letras sueltas sin su lugar, que delatan nombres por lo a menudo que vienen. Por favor escriba n 2, o positional true.
problem-linkage-other-schema = Estos códigos se hicieron con otro esquema que el de esta vinculación. Cada vinculación tiene un esquema propio, con una sal que no tiene ninguna otra. No se guardó nada. Por favor descargue el esquema de esta página y codifique otra vez con él.
problem-linkage-numbered-by-rows = Bajo este acuerdo se pregunta a las familias, y estos registros se numeran por sus filas: no se podría dejar fuera a nadie. No se guardó nada. Por favor codifique otra vez con --key y la columna de “{ $key }”.
problem-linkage-nobody-left = A un socio no le queda ningún registro después de lo que dijeron las familias. Tendría que enviar otros.
problem-linkage-clause = { $sentence }
problem-linkage-no-sender = Un acuerdo no nombra a nadie que pueda enviar.
problem-linkage-sides = Elija de 2 a 8 acuerdos.
problem-linkage-closed = Esta vinculación ya se hizo o se está haciendo; no acepta nada más.
problem-linkage-missing = Un socio todavía no ha enviado sus códigos.
problem-linkage-fingerprint = Los socios usaron secretos o esquemas distintos: sus códigos no se pueden comparar. Pídales que codifiquen otra vez con el mismo secreto.

fact-linkage-planned = empezó una vinculación
fact-linkage-encodings-came = envió códigos para una vinculación
fact-linkage-begun = hizo vincular códigos
fact-linkage-linked = vinculó códigos
fact-linkage-encodings-deleted = borró los códigos después de la ejecución
fact-linkage-run-ended = terminó una vinculación sin resultado
fact-linkage-pair-decided = dijo de dos códigos si son la misma persona
fact-linkage-reviewed = numeró de nuevo a las personas de una vinculación
fact-linkage-families-left-out = dejó registros fuera de una vinculación por lo que dijeron las familias
