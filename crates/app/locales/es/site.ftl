## El sitio público. Los datos eligen las frases; cada una debe ser cierta en el caso para el que se elige.
footer-sign-in = Entrar
nav-report-card = Informe
nav-partners = Socios
nav-about = Quiénes somos
nav-methods = Datos y métodos
nav-privacy = Privacidad
nav-editions = Ediciones y correcciones
breadcrumb = Ruta de navegación
credit-label = Cifras:
edition-line = { $title }, edición { $number }, publicada el { $day }
newer-text = Esta es una edición anterior: { $title }, publicada el { $day }.
newer-link = Ver { $title }

welcome-title = Informes
welcome-empty = Aquí todavía no se ha publicado nada.

month-year = { $month } de { $year }
fiscal-year = año fiscal { $year }
period-heading-school-year = Año escolar
period-heading-fiscal-year = Año fiscal
period-heading-years = Años
period-heading-month = Mes
period-heading-year = Año
period-school-year = año escolar
period-fiscal-year = año fiscal
period-years = años
period-month = mes
period-year = año
per-thousand = { $number } por cada 1,000
points = { $number } puntos
list-and = { $first } y { $last }

course-improving = Mejora
course-holding-steady = Se mantiene
course-slipping = Retrocede
course-too-early = Aún no se puede decir
course-context = Como contexto

status-ok = Medido
status-at-least = Al menos
status-at-most = Como máximo
status-not-yet-measured = Aún sin medir
status-not-comparable = No comparable
status-protected = Protegido
status-too-few = Muy pocos lugares
status-late = Con retraso
at-least = { $value } o más
at-most = { $value } o menos
protected-reason = números pequeños, no cero
protected-means = significa menos de { $minimum } personas, o una cifra oculta porque permitiría calcular una así. No significa cero.

report-card-top = { $place }. Publicado el { $day }.
whole = { $total ->
    [one] Seguimos una medida con meta o con dirección deseada: { $list }.
   *[other] De { $total } medidas, { $list }.
  }
whole-improving = { $count ->
    [one] una mejora
   *[other] { $count } mejoran
  }
whole-holding-steady = { $count ->
    [one] una se mantiene
   *[other] { $count } se mantienen
  }
whole-slipping = { $count ->
    [one] una retrocede
   *[other] { $count } retroceden
  }
whole-too-early = { $count ->
    [one] de una aún no se puede decir
   *[other] de { $count } aún no se puede decir
  }
whole-no-total = { $count ->
    [one] una no tiene un total que se pueda mostrar
   *[other] { $count } no tienen un total que se pueda mostrar
  }
whole-none = Estas cifras describen a la comunidad. Ninguna tiene una dirección buena o mala.
more-indicators = Otras medidas
column-measure = Medida
column-over-time = En el tiempo, con la meta
column-now = Ahora
column-direction = Dirección y meta
row-goal = Meta: { $goal }
row-since = desde { $since }
by-group = Por grupo
report-card-scale = Cada línea pequeña tiene su propia escala. Solo se nombra una dirección cuando el cambio supera las variaciones habituales de un año a otro.
download-all = Descargar todas las cifras (CSV)

top-line = { $place }, { $when }. Publicado el { $day }.
top-line-no-value = { $place }. Publicado el { $day }.
finding-up = { $title }: sube de { $before } en { $since } a { $value } en { $when }
finding-down = { $title }: baja de { $before } en { $since } a { $value } en { $when }
finding-same = { $title }: { $value } en { $when }, igual que en { $since }
finding-now = { $title }: { $value } en { $when }
finding-none = { $title }: aún sin medir
finding-protected = { $title }: protegido, porque los números son pequeños
finding-groups = { $title }: medido solo por grupos
lede-now = Fue { $value } en { $when } en { $place }.
lede-up = Son { $step } más que en { $since }.
lede-down = Son { $step } menos que en { $since }.
lede-same = Es lo mismo que en { $since }.
lede-none = Todavía no hay una cifra. Cuando la haya, estará aquí.
lede-protected = Hay tan pocas personas detrás de estas cifras que mostrarlas señalaría a alguien. No significa cero.
lede-groups = { $count ->
    [one] No hay un total de todas las personas. Un grupo tiene sus propias cifras abajo.
   *[other] No hay un total de todas las personas. { $count } grupos tienen sus propias cifras abajo.
  }
goal-is = La meta es { $value } para { $when }.
goal-reached = La meta de { $value } para { $when } ya se alcanzó.
goal-missing = Todavía no se ha acordado una meta.
goal-context = Está aquí como contexto y no tiene meta.
ruler-title = Dónde estamos

fact-now = En { $when }
fact-of = de { $whole }
fact-margin = { $margin } más o menos
fact-change = Cambio desde { $since }
fact-from = desde { $value }
fact-to-go = Lo que falta
fact-goal = para la meta de { $goal }
fact-goal-people = para la meta de { $goal }; hoy serían unas { $people } personas
fact-goal-reached = Meta alcanzada

question-trend = ¿Está mejorando?
question-groups = ¿El progreso incluye a todas las personas?
question-story = ¿Qué hay detrás de las cifras?
question-work = ¿Quién hace qué al respecto?
question-checked = ¿Cómo se revisó esta cifra?
question-about = Sobre esta medida
question-use = Usar esta página

answer-none = Aún no podemos decirlo: no se ha medido nada.
answer-protected = No podemos mostrarlo: los números son demasiado pequeños para publicarlos sin señalar a alguien.
answer-groups = No hay un total de todas las personas. Los grupos están abajo.
marks-caveat = Las marcas con número muestran cuándo empezó una acción, no que haya causado un cambio.
break-note = Desde { $when } se cuenta de otra manera: { $reason }. No compare los valores de antes y después.
measure-line = { $about }, { $place }, por { $periods }
note-corrected = Corregido (antes { $value }).
note-not-comparable = Se midió { $value }, pero no es comparable: { $reason }.

everyone = Todas las personas
everyone-short = Todos
group-heading = Grupo
people-heading = De un total de
people-phrase = de { "{count}" }
groups-title = { $title }, por { $dimension }, { $now }
groups-title-moved = { $title }, por { $dimension }, de { $before } a { $now }
groups-all-moved = { $of ->
    [one] El único grupo con cifras en ambos años ha ido en la buena dirección desde { $since }.
   *[other] Los { $of } grupos con cifras en ambos años han ido en la buena dirección desde { $since }.
  }
groups-some-moved = { $well ->
    [one] Uno de los { $of } grupos con cifras en ambos años ha ido en la buena dirección desde { $since }.
   *[other] { $well } de los { $of } grupos con cifras en ambos años han ido en la buena dirección desde { $since }.
  }
groups-none-moved = { $of ->
    [one] El único grupo con cifras en ambos años no ha ido en la buena dirección desde { $since }.
   *[other] Ninguno de los { $of } grupos con cifras en ambos años ha ido en la buena dirección desde { $since }.
  }
groups-shown = { $shown ->
    [0] No se puede mostrar ningún grupo en este período.
    [one] Se puede mostrar un grupo.
   *[other] Se pueden mostrar { $shown } grupos.
  }
groups-hidden = { $hidden ->
    [one] Un grupo no tiene cifra aquí; el gráfico dice por qué.
   *[other] { $hidden } grupos no tienen cifra aquí; el gráfico dice por qué.
  }
groups-compare = Compare cada grupo con la meta y con su propio pasado, no con otro grupo.
groups-none = Estas cifras no están desglosadas por grupo; por eso esta página no puede decir quién queda fuera.
order-label = En orden de
order-name = Nombre
order-gain = Mayor avance
order-number = Número de personas
multiples-heading = { $title }, grupo por grupo
multiples-subtitle = Todos los paneles tienen la misma escala. En gris, todas las personas. Una persona puede estar en más de un panel.
multiples-subtitle-goal = Todos los paneles tienen la misma escala. En gris, todas las personas; la línea discontinua es la meta de { $goal }. Una persona puede estar en más de un panel.
multiples-subtitle-paths = Todos los paneles tienen la misma escala. En gris, todas las personas; el camino discontinuo lleva a la meta del propio grupo. Una persona puede estar en más de un panel.
multiples-left-out = { $count ->
    [one] Hay un grupo más en la tabla.
   *[other] Hay { $count } grupos más en la tabla.
  }
whole-table = Ver la tabla completa
panel-up = Sube { $step } desde { $since }.
panel-down = Baja { $step } desde { $since }.
panel-same = Sin cambio desde { $since }.
panel-protected = { $count ->
    [one] Protegido en un período.
   *[other] Protegido en { $count } períodos.
  }

story-none = Nadie ha escrito todavía qué hay detrás de estas cifras.
work-none = Todavía no hay acciones vinculadas a esta medida.
work-partners = Todos los socios
state-on-course = En marcha
state-complete = Completada
state-slower = Más lenta de lo previsto
state-not-started = Sin empezar
state-starts = Empieza en { $month }
checked-none = No hay pasos de revisión registrados para esta medida.
check-sent = Envío
check-checked = Control
check-vetted = Revisión
check-reviewed = Revisión
check-protected = Protección
check-approved = Aprobación
check-published = Publicación
answer-given-confirmed = { $by } confirmó
answer-given-no-answer = { $by } no respondió
answer-given-context = { $by } añadió contexto
answer-given-objected = { $by } objetó
answer-given-corrected = { $by } corrigió
corrections-heading = Correcciones
correction = { $place }, { $group }, { $when }: { $now } (antes { $before }).

about-what = Qué contamos
about-numerator = Se cuenta
about-denominator = De un total de
about-population = De quién se trata
about-source = De dónde viene
about-cadence = Cada cuánto
often-yearly = Cada año
often-quarterly = Cada tres meses
often-monthly = Cada mes
about-method = Cómo se hace
about-cautions = Cuidado
about-left-out = Años excluidos
about-version = Versión de la definición
about-cite = Cómo citar
about-questions = Preguntas
cite-text = { $name } ({ $year }). { $title }, edición { $edition }. { $address }

tool-csv = Datos (CSV)
tool-image = Imagen
tool-embed = Insertar
tool-table = Ver la tabla
use-table = Tabla completa
use-embed = Para mostrar este gráfico en su propia página, copie esta línea. No usa cookies ni ejecuta programas.
use-embed-label = Línea para copiar
embed-title = Gráfico
embed-link = Ver la página completa
rail-label = En esta página
rail-on-this-page = En esta página
rail-download = Descargar las cifras

table-title = { $title }: tabla completa
table-description = Todas las cifras publicadas de { $title }, con otros lugares para leerlas al lado.
table-lede = Todas las cifras de esta edición. Donde no hay, la tabla dice por qué; un espacio vacío nunca significa cero.
table-csv = Todo en CSV, con todos los grupos de todos los lugares
other-places = Otros lugares
other-places-note = Para leer estas cifras al lado, no para clasificar lugares. Los lugares difieren en quiénes viven allí y en cómo cuentan.
table-column-period = Período
table-column-value = Valor
column-part = Se cuenta
column-note = Nota
data-note = Un vacío nunca significa cero; el estado dice por qué falta un valor.

methods-title = Datos y métodos
methods-lede = Cómo se definen, protegen, corrigen y comparten las cifras de { $name }.
protection-heading = Cómo protegemos a las personas
protection-1 = Nunca se muestra una cifra de menos de { $minimum } personas, ni una que deje menos de { $minimum } del otro lado. Donde eso no basta porque una resta la revelaría, se ocultan también una o más de las otras.
protection-2 = Las cifras ocultas dicen «Protegido». No decimos cuál se ocultó primero. Protegido no significa cero.
protection-3 = { $hidden ->
    [0] En esta edición no hubo que ocultar ninguna cifra.
    [one] En esta edición hay una cifra oculta.
   *[other] En esta edición hay { $hidden-told } cifras ocultas.
  } Las proporciones muy altas o muy bajas de grupos pequeños se muestran como «95 % o más» o «5 % o menos».
protection-4 = Todo lo que hay en estas páginas, en los archivos, en las imágenes y en la interfaz de programación viene de las mismas cifras protegidas. Las cifras ocultas no están en ninguna parte.
protection-range = Antes de publicar, un programa intentó calcular los conteos ocultos a partir de todo lo que se muestra, en esta edición y en las anteriores. Lo más cerca que llegó de alguno fue un rango de { $range } números posibles.
protection-policy = Regla vigente: { $policy }.
blanks-heading = Cuando no hay una cifra
blanks-1 = Un vacío siempre tiene nombre y nunca significa cero.
blank-means-not-yet-measured = La fuente no tiene valor para ese tiempo.
blank-means-not-comparable = Algo se midió, pero de una manera o en un momento que no permite compararlo con justicia.
blank-means-protected = Hay tan pocas personas detrás que la cifra señalaría a alguien, o revelaría otra que lo hace.
blank-means-too-few = Muy pocas escuelas o lugares para una cifra que signifique algo.
blank-means-late = Debía haber llegado y no ha llegado.
direction-heading = Cómo nombramos una dirección
direction-1 = Solo decimos que mejora o retrocede cuando al menos cinco años comparables, contados desde la línea base si alcanza, muestran una tendencia que la casualidad mostraría a lo sumo en una de veinte series sin tendencia (la prueba exacta de Mann y Kendall), y solo si el cambio en todos los años supera una vez y media lo normal de un año al siguiente.
direction-2 = Los períodos que comparten años se prueban como lo que son, no como si cada uno fuera nuevo. Un cambio dentro de su margen de error cuenta como que se mantiene. Si no, aún no se puede decir, y lo decimos.
direction-3 = El ritmo actual es el último valor, continuado con una parte prudente del cambio anual pasado. Su rango se hace tan ancho que contiene lo que llega cuatro veces de cada cinco; se comprobó con 413 series anuales, a tres años, y contiene de 77 a 82 de cada 100. Más allá de tres años sigue el mismo método, sin comprobar.
definitions-heading = Definiciones
definitions-1 = Cada medida tiene una sola definición, con versión. Un cambio de definición se marca como corte en la línea.
versions-heading = Ediciones y correcciones
versions-1 = Una edición publicada nunca se cambia. Una corrección crea una edición nueva y dice cuál era la cifra anterior.
downloads-heading = Descargas
downloads-1 = Use estas cifras libremente, con su crédito. Cada fila tiene un estado que dice por qué falta un valor.
download-csv = Todas las cifras en CSV
download-json = Todas las cifras y definiciones en JSON
download-api = Interfaz de programación (OpenAPI)
sources-heading = Fuentes y licencias
sources-1 = De dónde vienen las cifras:

partners-title = Socios
partners-lede = Las personas y organizaciones cuyo trabajo y datos están detrás de estas páginas.
partners-heading = Quiénes participan
partner-work = Trabaja en: { $list }
sector-education = Educación
sector-health = Salud
sector-government = Gobierno
sector-business = Empresas
sector-nonprofit = Organización sin fines de lucro
sector-philanthropy = Filantropía
sector-residents = Residentes
sector-community = Comunidad
sector-backbone = Equipo de apoyo
sector-early-childhood = Primera infancia
sector-housing = Vivienda
sector-youth = Juventud
sector-family-services = Servicios para familias
sector-higher-education = Educación superior
sector-workforce = Trabajo y formación
about-title = Quiénes somos
about-lede = Quiénes somos y para qué sirven estas páginas.
about-us-heading = { $name }
about-us-1 = Este informe muestra unas pocas medidas que los socios acordaron seguir juntos, con metas donde las acordaron. Cada página dice qué se sabe, qué no, y quién hace qué al respecto.
contact-heading = Preguntas y errores
contact-1 = ¿Encontró un error o echa algo de menos? Escriba a { $contact }. Las correcciones se hacen a la vista: el valor anterior sigue visible junto al nuevo.

accessibility-title = Accesibilidad
accessibility-lede = Estas páginas deben servir a todas las personas. Díganos dónde no lo logran.
accessible-heading = Lo que hacemos
accessible-1 = Cada página funciona sin programas, con teclado, con lector de pantalla, en el teléfono, con el texto cuatro veces más grande e impresa. Cada gráfico tiene una descripción y una tabla con las mismas cifras. Nada se dice solo con color y nada se mueve.
accessible-2 = Seguimos WCAG 2.2, nivel AA. Un control automático revisa cada página en ambos idiomas, en claro y en oscuro; las personas revisan lo que un programa no puede.
accessible-known-heading = Lo que sabemos que falta
accessible-known-1 = Los nombres de organizaciones y fuentes aparecen en el idioma en que se escribieron. Algunos textos pueden estar sin traducir; entonces se muestra el otro idioma.
accessible-tell-heading = Díganos
accessible-tell-1 = Escriba a { $contact } y diga qué página y qué pasó. Puede pedir cualquier página en otro formato.

privacy-title = Privacidad
privacy-lede = Qué sabemos de usted y de las personas que están en las cifras.
readers-heading = Si lee estas páginas
readers-1 = En estas páginas no usamos cookies ni contadores de otras empresas, y no cargamos nada de otros sitios. El servidor que le envía una página ve su dirección mientras le responde.
readers-2 = Si pide nuestros boletines por correo, guardamos su dirección y su idioma una vez que confirmó que fue usted. No los usamos para nada más, y los olvidamos cuando termina los boletines.
people-in-numbers-heading = Las personas en las cifras
people-in-numbers-1 = Los socios envían conteos, no nombres. Las columnas que parecen nombres o fechas de nacimiento se eliminan antes de guardar nada. Los números pequeños se protegen antes de publicarse.
senders-heading = Si nos envía datos
senders-1 = Su nombre y correo se usan para eso y no aparecen en estas páginas. Escriba a { $contact } para ver o cambiar lo que guardamos.
editions-title = Ediciones y correcciones
editions-lede = Cada informe publicado sigue disponible. Nada se cambia en silencio.
editions-heading = Todas las ediciones
edition-published = Edición { $number }, publicada el { $day }
nav-newsletter = Noticias por correo
newsletters-title = Boletines
newsletters-public-lede = Lo que { $name } escribió a quienes la leen.
newsletters-none-public = Aún no se ha escrito nada.
newsletters-subscribe = Recibirlos por correo
newsletters-feed = Los boletines como fuente (Atom)
newsletters-feed-about = Lo que { $name } escribe a quienes la leen
newsletter-sent-on = Enviado el { $day }
newsletter-held = Cuando se envió, { $title } era la edición más reciente. Cifras más nuevas pueden decir otra cosa.
newsletter-held-link = El informe más reciente
