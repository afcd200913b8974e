## Acuerdos para compartir datos.
agreement-list = Acuerdos para compartir datos
agreement-list-lede = Lo que las organizaciones se permiten hacer con sus datos, firmado por las dos partes. Lo que un acuerdo no permite se rechaza, y el rechazo nombra la cláusula.
agreement-list-empty = Todavía no hay ningún acuerdo. Empiece con uno de los tres comienzos de arriba y cambie lo que no sirva.
agreement-new = Un acuerdo nuevo para compartir datos
agreement-edit = Cambiar el texto
agreement-save = Guardar el borrador
agreement-begin-counts = Empezar: solo conteos
agreement-begin-participants = Empezar: registros de participantes
agreement-begin-programme = Empezar: los programas propios de una organización
agreement-no-advice = Estas palabras son nuestras, en lenguaje sencillo. No son asesoría legal: que las lea quien responde por la ley en cada organización.
agreement-runs = Del { $start } al { $end }.
agreement-version = Versión { $number }: { $standing }
agreement-version-number = Versión { $number }
agreement-standing-draft = Borrador
agreement-standing-signing = Espera firmas
agreement-standing-in-force = En vigor
agreement-standing-replaced = Sustituido por una versión nueva
agreement-standing-ended = Terminado
agreement-standing-destroyed = Terminado, datos destruidos
agreement-about-draft = Nadie fuera del equipo lo ha visto. Cuando el texto esté bien, pida la firma a las dos partes: entonces queda congelado.
agreement-about-signing = El texto está congelado y las dos partes tienen un enlace. Un cambio del texto anula todas las firmas, y se pide de nuevo.
agreement-about-in-force = Las dos partes han firmado. Para cambiar algo, empiece una versión nueva; esta vale hasta que se firme la nueva.
agreement-about-replaced = Hay una versión más nueva en vigor. Este texto queda como se firmó.
agreement-about-ended = Ya no se puede enviar ni usar nada bajo él. Lo que llegó se destruye el día que nombra el texto.
agreement-about-destroyed = Lo que llegó bajo él está destruido; el certificado está abajo.
agreement-ask = Congelar el texto y pedir la firma a las dos partes
agreement-ask-again = Escribir otra vez a quien no ha firmado
agreement-set-aside = Apartarlo
agreement-amend = Empezar una versión nueva
agreement-the-text = El texto
agreement-signatures = Firmas
agreement-signs-gives = { $name }, por quien tiene los datos
agreement-signs-receives = { $name }, por quien los recibe
agreement-signed-as = Firmado como { $name } el { $day }
agreement-signature-awaited = Sin firmar todavía
agreement-signature-void = El texto cambió después de la firma; es nula
agreement-fingerprint = Huella del texto congelado
agreement-not-frozen = El texto todavía no está congelado. Puede cambiar hasta que se pida la firma a las dos partes.
agreement-indicators = Las medidas compartidas a las que sirve (ninguna marcada: todas)
agreement-what-may-be-done = Lo que se puede hacer con los datos

agreement-sign-subject = Por favor, lea y firme: { $title }
agreement-sign-mail =
    Hola, { $name }:

    { $collaborative } le pide que lea y firme un acuerdo para compartir datos: { $title }.

    El texto y el lugar para firmar están aquí; el enlace es solo suyo:
    { $link }

    Abrir la página no cambia nada. Si algo del texto no está bien, responda a este correo y no firme.
agreement-sign-lede = Un acuerdo con { $collaborative }, del { $start } al { $end }. Léalo entero; está escrito para leerse.
agreement-sign-heading = Firmar
agreement-sign-about-gives = Al escribir su nombre dice, por la organización que tiene los datos, que está de acuerdo con este texto y que usted puede decirlo.
agreement-sign-about-receives = Al escribir su nombre dice, por la parte que recibe los datos, que está de acuerdo con este texto y que usted puede decirlo.
agreement-sign-button = Firmar este texto
agreement-thanks = Gracias, ha firmado. El acuerdo entra en vigor cuando la otra parte también haya firmado.
agreement-told-in-force = En vigor hasta el { $end }: las dos partes han firmado.
agreement-told-replaced = Hay una versión más nueva en vigor.
agreement-told-ended = Este acuerdo ha terminado. Lo que llegó bajo él se destruye el día que nombra el texto.
agreement-told-destroyed = Este acuerdo ha terminado, y lo que llegó bajo él está destruido.
agreement-rail = Lo que hace
agreement-rail-text = La computadora también lee este texto: un archivo, una columna, una persona o un día fuera de él se rechaza, con la cláusula. Aquí puede terminar el acuerdo cuando quiera.
agreement-end-heading = Terminar este acuerdo
agreement-end-about = Desde entonces no se puede enviar ni usar nada bajo él, y lo que llegó se destruye después de los días que nombra el texto.
agreement-end-button = Terminar el acuerdo

agreement-clause-parties = Las dos partes
agreement-clause-purpose = Para qué
agreement-clause-elements = Qué se comparte
agreement-clause-people = Quién puede enviarlo y usarlo
agreement-clause-linking = Unir con otros datos
agreement-clause-publication = Qué puede hacerse público
agreement-clause-term = Desde cuándo hasta cuándo
agreement-clause-consent = Las familias
agreement-clause-destruction = Guardar y destruir
agreement-clause-further = Lo demás
agreement-text-parties = { $gives } permite que { $receives } tenga los datos nombrados abajo. { $giver } firma por { $gives }, y { $receiver } por { $receives }. Los datos siguen siendo de { $gives }.
agreement-text-purpose = Los datos se pueden usar para lo siguiente, y para nada más.
agreement-text-indicators-all = Sirve a todas las medidas compartidas.
agreement-text-indicators = Sirve a estas medidas compartidas: { $titles }.
agreement-text-elements = Solo se toma lo que se nombra aquí. Una columna que no se nombra se quita antes de guardar nada, y se avisa a quien envía.
agreement-text-elements-direct = Nombra a una persona: { $names }
agreement-text-elements-quasi = Acerca a quién es: { $names }
agreement-text-elements-sensitive = Sensible: { $names }
agreement-text-elements-plain = Otros: { $names }
agreement-text-senders = Estas personas pueden enviar datos: { $names }.
agreement-text-users = Estas personas pueden usarlos: { $names }.
agreement-text-people = Nadie más puede. Otra persona se añade con una versión nueva de este acuerdo.
agreement-text-linking-refused = Los datos no se pueden unir con datos de otras organizaciones.
agreement-text-linking-allowed = Los datos se pueden unir con datos de otras organizaciones, para los fines nombrados y por las personas nombradas.
agreement-text-publication-nothing = Nada de los datos puede hacerse público.
agreement-text-publication-totals = Solo totales de todas las personas pueden hacerse públicos, después de proteger los números pequeños.
agreement-text-publication-groups = Conteos por grupo y por lugar pueden hacerse públicos, después de una protección que cuida a los grupos pequeños.
agreement-text-term = El acuerdo vale del { $start } al { $end }. Se avisa a las dos partes noventa, treinta y siete días antes del final. Cada parte puede terminarlo antes, cuando quiera, con una razón.
agreement-text-consent-not-asked = No se pregunta a cada familia: la ley y las reglas de la parte que da los datos bastan para ello.
agreement-text-consent-opt-out = Se informa a las familias, y quien dice que no queda fuera. Se les conoce por “{ $key }”. Un no que llega después vale de inmediato para todo lo guardado.
agreement-text-consent-opt-in = Solo se toma a quienes sus familias dijeron que sí. Se les conoce por “{ $key }”. Un sí que se retira vale de inmediato para todo lo guardado.
agreement-text-destruction = Los archivos, borradores y filas que llegaron bajo este acuerdo se destruyen { $days ->
    [one] un día
   *[other] { $days } días
    } después de su final, y un certificado dice qué se destruyó y cuándo. Las copias de seguridad hechas antes se borran en treinta y cinco días más.
agreement-text-destruction-stays = Lo que queda: este texto y la historia de lo que se hizo, que no contienen datos; los conteos aceptados en las medidas compartidas, que no nombran a nadie; y lo que se publicó.
agreement-text-changes = Cualquier cambio de este texto necesita firmas nuevas de las dos partes.
agreement-text-both-languages = El texto está en inglés y en español; los dos se firman juntos.
agreement-purpose-shared-measures = Conteos para las medidas compartidas
agreement-purpose-take-up = A quién llegan los servicios, y qué va con ello
agreement-purpose-improvement = Ver cómo van los programas propios de la organización
agreement-linking-refused = No se pueden unir
agreement-linking-allowed = Se pueden unir, para estos fines
agreement-publication-nothing = Nada
agreement-publication-totals = Totales de todas las personas
agreement-publication-groups = Conteos por grupo y lugar
agreement-consent-not-asked = No se pregunta a cada una
agreement-consent-opt-out = Se informa, y quien dice que no queda fuera
agreement-consent-opt-in = Solo quien dice que sí está dentro

field-signs_for_giver = Quién firma por la organización que tiene los datos
field-signs_for_receiver = Quién firma por quien los recibe
field-exactly_en = Para qué exactamente, en inglés
field-exactly_es = Para qué exactamente, en español
field-elements_direct = Nombra a una persona
field-elements_direct-hint = Uno por línea, como “Número de estudiante: SASID, Student ID”. Después de los dos puntos: otros encabezados con los que llega.
field-elements_quasi = Acerca a quién es
field-elements_quasi-hint = Fecha de nacimiento, escuela, grado, barrio.
field-elements_sensitive = Sensible
field-elements_sensitive-hint = Lo que dolería si se supiera: salud, ingresos, inmigración.
field-elements_plain = Otros
field-senders = Quién puede enviar datos
field-senders-hint = Correos electrónicos del directorio, uno por línea.
field-users = Quién puede usarlos
field-users-hint = Correos electrónicos del directorio, uno por línea.
field-may_link = Unir con datos de otras organizaciones
field-may_publish = Qué puede hacerse público
field-families_asked = Las familias
field-families_key = Cómo se conoce a las personas participantes
field-families_key-hint = Solo donde se pregunta a las familias: uno de los elementos de arriba, como “Número de estudiante”.
field-runs_from = Primer día
field-runs_until = Último día
field-kept_days = Días después del final en que se guardan los datos
field-further_en = Lo demás, en inglés
field-further_es = Lo demás, en español
field-signed_name = Su nombre completo, como firma

problem-agreement-no-organisation = Esta persona no representa a ninguna organización del directorio. Elija a alguien de la organización que tiene los datos.
problem-agreement-signatory = Por favor, elija quién firma por esta parte.
problem-agreement-other-giver = Con este acuerdo ya llegan, o pueden llegar, datos de la otra organización. Redacte un acuerdo nuevo con esta.
problem-agreement-two-people = Las dos partes necesitan dos personas.
problem-agreement-kept-days = Por favor, dé un número de días de 0 a { $most }.
problem-agreement-ends-first = El último día es anterior al primero.
problem-agreement-too-long = Un acuerdo vale como mucho { $years } años; luego se firma de nuevo.
problem-agreement-no-purpose = Por favor, marque al menos un fin.
problem-agreement-consent-key = Por favor, nombre uno de los elementos de arriba, escrito igual: por él se conoce a las personas participantes.
problem-agreement-unknown-person = “{ $text }” no es el correo de nadie en el directorio.
problem-agreement-nobody = Por favor, nombre al menos a una persona.
problem-agreement-element = “{ $text }” no tiene nombre o está dos veces.
problem-agreement-no-elements = Por favor, nombre qué se comparte.
problem-agreement-elements = En un acuerdo caben como mucho { $most } elementos.
problem-agreement-in-force = Esta versión está firmada y no se puede cambiar. Empiece una versión nueva.
problem-agreement-text-changed = El texto cambió desde que abrió esta página. Por favor, léalo otra vez como está ahora.
problem-agreement-other-signatory = Ahora otra persona firma por esta parte.
problem-agreement-over = Esta versión no espera firmas.

agreement-template-counts-title = Conteos para las medidas compartidas
agreement-template-counts-exactly = Para contar cuántas niñas, niños y jóvenes hay y cuántos alcanzan cada meta, por grupo y lugar, y ver juntos si las cosas mejoran.
agreement-template-counts-quasi =
    Escuela: Sede, Lugar
    Grado
    Grupo: Raza y etnia, Género, Idioma
agreement-template-counts-plain =
    Periodo: Año, Año escolar
    Inscritos: Estudiantes inscritos, Denominador
    Alcanzados: Estudiantes que asisten con regularidad, Numerador
agreement-template-counts-further = Los conteos tan pequeños que señalarían a alguien se ocultan antes de mostrar nada fuera del equipo.
agreement-template-participants-title = Registros de participantes
agreement-template-participants-exactly = Para ver qué servicios llegan a quién, y qué va con ello, como contribución y con incertidumbre honesta. No se toma con ello ninguna decisión sobre una sola niña o niño.
agreement-template-participants-direct =
    Número de participante: Número de estudiante, SASID
agreement-template-participants-quasi =
    Fecha de nacimiento
    Escuela: Sede
    Grado
agreement-template-participants-plain =
    Programa
    Días ofrecidos
    Días asistidos
agreement-template-participants-further = Las filas se ven solo con un segundo factor, para un fin que se escribe, y cada mirada la puede leer la parte que las dio.
agreement-template-programme-title = Cómo van nuestros programas
agreement-template-programme-exactly = Para ayudar a la organización a ver cómo van sus propios programas. Nada de ello sale de las dos partes.
agreement-template-programme-quasi =
    Sede: Escuela
    Grupo
agreement-template-programme-plain =
    Programa
    Periodo: Mes, Año
    Inscritos
    Completaron
agreement-template-programme-further = La organización recibe cada cifra hecha con sus datos antes de que nadie más la vea.

fact-agreement-drafted = redactó un acuerdo para compartir datos
fact-agreement-changed = cambió el texto de un acuerdo
fact-agreement-amendment-begun = empezó una versión nueva de un acuerdo
fact-agreement-frozen = congeló el texto de un acuerdo
fact-agreement-signed = firmó un acuerdo
fact-agreement-in-force = puso en vigor un acuerdo
fact-agreement-set-aside = apartó un borrador de acuerdo
fact-agreement-ended = terminó un acuerdo
fact-agreement-request-named = hizo que una solicitud nombre un acuerdo
fact-agreement-end-told = avisó de que un acuerdo termina
fact-agreement-consent-noted = anotó lo que dijo una familia
fact-agreement-rows-seen = miró filas que llegaron bajo un acuerdo
fact-agreement-data-destroyed = destruyó lo que llegó bajo un acuerdo
fact-agreement-destruction-certified = firmó el certificado de una destrucción
fact-agreement-wanted-noted = anotó qué queremos saber y quién lo tiene

agreement-refused = El acuerdo “{ $title }” no permite esto (cláusula { $number }, { $clause }): { $why }
agreement-against-not-signed = las dos partes todavía no lo han firmado.
agreement-against-over = ha terminado, o ya no se puede hacer nada bajo él.
agreement-against-not-yet = empieza el { $detail }.
agreement-against-too-late = su último día fue el { $detail }.
agreement-against-other-purpose = es para otros fines.
agreement-against-other-indicator = no sirve a esta medida.
agreement-against-may-not-send = usted no está entre las personas que pueden enviar datos. Una versión nueva del acuerdo puede nombrarle.
agreement-against-may-not-use = usted no está entre las personas que pueden usar los datos. Una versión nueva del acuerdo puede nombrarle.
agreement-against-nothing-covered = no abarca ninguna columna de este archivo. Mire su lista de lo que se comparte; los encabezados deben escribirse como están allí.
agreement-against-not-covered = “{ $detail }” no se comparte.
agreement-against-identifies = “{ $detail }” nombra a una persona y no entra en ninguna cifra.
agreement-against-no-key = se pregunta a las familias, y el archivo no tiene la columna “{ $detail }” por la que se conoce a las personas participantes.
agreement-against-no-linking = los datos no se pueden unir con datos de otras organizaciones.
agreement-against-nothing-public = nada de los datos puede hacerse público.
agreement-against-only-totals = solo los totales de todas las personas pueden hacerse públicos, no los conteos por grupo.
agreement-told-sender = Lo que usted envía llega bajo el acuerdo “{ $title }”, en vigor hasta el { $end }. Las columnas que no nombra se quitan antes de guardar nada, y se le dice cuáles.
agreement-needed = Esta solicitud pide filas sobre participantes, y solo llegan bajo un acuerdo de intercambio de datos en vigor entre su organización y quien las pide. Para esta solicitud todavía no hay ninguno, así que no se tomó nada. Pida a quien le escribió que firme uno con ustedes y lo nombre en esta solicitud; después envíe el archivo otra vez.
agreement-dropped = El acuerdo “{ $title }” no abarca estas columnas, así que se quitaron antes de guardar nada: { $columns }.
agreement-nothing-dropped = El acuerdo “{ $title }” abarca todas las columnas.
agreement-rows-left-out = { $count ->
    [one] Una fila quedó fuera por lo que dijo una familia.
   *[other] { $count } filas quedaron fuera por lo que dijeron las familias.
    }
agreement-ends-heading = Un acuerdo termina el { $end }: { $title }
agreement-ends-words = Después de ese día no se puede enviar ni usar nada bajo él, y lo que llegó se destruye. Si quieren seguir juntos, antes hay que firmar una versión nueva.
agreement-requests = Solicitudes que nombran este acuerdo
agreement-request = Solicitud
agreement-name-request = Que esta solicitud nombre el acuerdo
agreement-came = Lo que llegó bajo él
agreement-came-on = Llegó el
agreement-columns-kept = Columnas guardadas
agreement-columns-dropped = Columnas quitadas
agreement-rows-out = Filas fuera
agreement-destroyed-on = Destruido
agreement-kept = Guardado
agreement-came-line = { $title }, { $day }. Columnas quitadas: { $dropped }. Filas fuera: { $rows }.
agreement-looks = Miradas a las filas
agreement-looks-none = Nadie ha mirado filas sueltas.
agreement-looked-who = Quién
agreement-looked-on = Cuándo
agreement-looked-why = Por qué
agreement-looked-rows = Filas
agreement-look-line = { $name } miró el { $day } (filas: { $count }): { $reason }
agreement-look-heading = Mirar filas
agreement-look-button = Mostrar las filas, y guardar que miré
agreement-rows = Filas
agreement-rows-lede = Su mirada queda guardada, con la razón que escribió. La parte que dio los datos puede leerla.
agreement-consent-heading = Lo que dijo una familia
agreement-consent-save = Guardarlo
agreement-family-no = No: dejar fuera a esta persona
agreement-family-yes = Sí: esta persona puede estar dentro
agreement-certificate = Certificado de destrucción, { $day }
agreement-certificate-what = Destruido: archivos como se leyeron ({ $readings }), tablas de la bóveda ({ $tables }), cifras ({ $figures }), envíos vaciados ({ $submissions }), claves ({ $keys }).
agreement-certificate-backups = Las copias de seguridad hechas antes de ese día aún lo contienen. Ninguna puede quedar después del { $backups }.
agreement-certificate-hash = Huella de este certificado, guardada en la historia: { $hash }
agreement-certificate-open = La base de datos todavía está soltando las páginas; el final firmado de la historia viene después.
agreement-certificate-checkpoint = Final firmado de la historia que contiene la destrucción (nombre, número de hechos, raíz):
field-governed_request = Una solicitud que se hace a esta organización y sin nada enviado todavía
field-participant_key = El número de la persona participante
field-participant_key-hint = Solo se guarda su huella.
field-family_word = Lo que dijo la familia
field-look_at = Qué archivo
field-look_reason = Por qué necesita ver filas
problem-agreement-no-consent = Este acuerdo no pregunta a las familias.

wanted-list = Lo que queremos saber
wanted-list-lede = Datos que ayudarían, quién los tiene y qué lo impide. Lo que lleva más tiempo está primero.
wanted-add = Añadir una línea
wanted-edit = Cambiar esta línea
wanted-what = Qué
wanted-holder-unknown = No se conoce a nadie
wanted-obstacle-not-asked = Nadie ha preguntado todavía
wanted-obstacle-law = La ley
wanted-obstacle-trust = La confianza
wanted-obstacle-technical = Su sistema no lo puede dar
wanted-obstacle-capacity = Nadie allí tiene tiempo
wanted-obstacle-cost = Cuesta dinero
wanted-obstacle-not-collected = Nadie lo recoge
wanted-obstacle-none = Nada
wanted-state-wanted = Se quiere
wanted-state-talking = Estamos hablando
wanted-state-agreed = Acordado
wanted-state-given-up = Abandonado
field-wanted_en = Qué queremos saber, en inglés
field-wanted_es = Qué queremos saber, en español
field-wanted_for = Medida
field-holder = Quién lo tiene
field-obstacle = Lo que lo impide
field-in_the_way = Más sobre lo que lo impide
field-wanted_state = Estado
field-came_to = Acuerdo que salió de ello
field-wanted_next = Próximo paso
field-wanted_review = Mirar otra vez el
