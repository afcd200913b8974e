## Los primeros pasos de una iniciativa nueva.
setup-step = Paso { $number } de { $total }. Puede saltarlo, y cambiar todo después.
setup-skip = Saltar este paso
setup-back = Un paso atrás
setup-is-over = Los primeros pasos terminan cuando se publica algo. Todo lo que pedían está en los ajustes, la agenda y el directorio.
setup-title-place = Dónde y para quién
setup-lede-place = El pueblo, condado o región donde trabajan, y de quiénes se trata.
setup-save-place = Seguir
field-setup_place = Dónde trabajan
field-setup_place-hint = Por ejemplo «Bridgeport, Connecticut».
field-setup_people = Para quién
field-setup_people-hint = Por ejemplo «Niños desde que nacen hasta tercer grado y sus familias».
setup-title-vision = Su visión
setup-lede-vision = Una frase: ¿qué será verdad algún día? Encabeza su agenda, como borrador que sus socios pueden cambiar.
setup-save-vision = Seguir
field-setup_vision_en = La visión en inglés
field-setup_vision_es = La visión en español
setup-title-results = Hasta cinco resultados
setup-lede-results = Condiciones de bienestar que quieren para todas las personas. Elija de la biblioteca o use sus propias palabras: cinco líneas se leen, cincuenta no. Cada una empieza con una medida que puede cambiar.
setup-save-results = Seguir
setup-library = De la biblioteca
setup-own = En sus propias palabras
setup-own-label = Resultado propio { $number }
setup-own-measure = Medida para: { $result }
setup-everyone = Todas las personas de quienes se trata
setup-title-people = Quién está en la mesa
setup-lede-people = Las primeras personas de su comité directivo. Cada una recibe una carta con la entrada; la primera preside hasta que el comité decida otra cosa.
setup-save-people = Invitarlas
setup-name-label = Nombre { $number }
setup-email-label = Correo electrónico { $number }
setup-committee = Comité Directivo
setup-title-first = Lo primero que ve la gente
setup-lede-first = El título de su informe y lo que los lectores saben de ustedes. Se hace un borrador enseguida, con «Todavía sin medir» donde no hay cifra. Nada es público antes de que lo publiquen.
setup-save-first = Hacer el borrador del informe
setup-first-title = { $name }: informe
field-setup_title = Título del informe
field-setup_about_en = Sobre ustedes, en inglés
field-setup_about_es = Sobre ustedes, en español
setup-agenda-title = Agenda común
setup-invitation-subject = Invitación a { $collaborative }
setup-invitation-mail = Hola, { $name }:

    Tiene una invitación al comité directivo de { $collaborative }. Entre con esta dirección; no hace falta contraseña:
    { $link }

problem-setup-no-result = Elija un resultado, escriba uno, o salte este paso.
problem-setup-too-many = Elija como mucho { $most } para empezar.

setup-stage-month = Su primer mes
setup-stage-month-lede = Lo que otras coaliciones hacen primero. Cada línea se marca sola.
setup-stage-year = Su primer año
setup-stage-year-lede = Lo que hace que dure. Cada línea se marca sola.
setup-todo-steps = Dar los cinco primeros pasos
setup-todo-results = Nombrar sus resultados
setup-todo-people = Traer a tres personas a la mesa
setup-todo-agenda = Presentar el borrador de la agenda al comité
setup-todo-request = Pedir las primeras cifras a una organización
setup-todo-figures = Aceptar las primeras cifras
setup-todo-goals = Fijar una meta
setup-todo-ratify = Lograr que se ratifique la agenda
setup-todo-endorse = Pedir a las organizaciones que la respalden
setup-todo-publish = Publicar el primer informe
setup-done = Hecho

fact-setup-step-passed = dio uno de los primeros pasos
fact-setup-invited = invitó a personas al comité directivo
