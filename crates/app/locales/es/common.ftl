## Palabras que aparecen en muchas páginas.
product = Mainstay
skip-to-main = Ir al contenido principal
language-switch = English
runs-on = Funciona con Mainstay, software libre y abierto

error-not-found-title = No encontramos esta página
error-not-found = Puede que la dirección esté mal escrita o que la página no esté abierta para usted. Si alguien le envió un enlace, pídale uno nuevo.
error-refused-title = Esta página no está abierta para usted
error-bad-request-title = No pudimos usar lo que se envió
error-bug-title = Algo falló de nuestro lado
error-bug = No se perdió nada. Código { $code }; lo hemos anotado.
error-way-home = Ir a la página de inicio
error-way-to-work = Volver a Esta semana

navigation-main = Principal
navigation-menu = Menú
navigation-public-pages = Páginas públicas
navigation-account = Su cuenta
section-week = Esta semana
section-results = Resultados
section-data = Datos
section-editions = Ediciones
section-partners = Socios y personas
section-places = Lugares
section-history = Historial
section-settings = Ajustes
fictitious-note = Esto es una demostración. Las cifras son reales y públicas; las organizaciones, personas, metas e historias son inventadas.
footer-how-we-protect = Cómo protegemos a las personas
footer-accessibility = Accesibilidad

refused-not-your-role = Esto le corresponde a otra función. Pregunte a la dirección quién se encarga.
refused-not-confirmed = Su participación no está vigente. La dirección puede confirmarla.
refused-link-expired = Este enlace terminó. Puede pedir uno nuevo aquí abajo.
refused-link-revoked = Quienes enviaron este enlace lo anularon. Pídales uno nuevo.
refused-own-figures = Esto debe hacerlo otra persona: nadie revisa a solas sus propias cifras.
refused-staff-never-ratifies = El equipo de apoyo prepara y nunca ratifica. Esto lo decide el comité directivo.
refused-never-self-appointed = Una organización de apoyo nunca se nombra a sí misma: quien pertenece a ella no participa en elegirla.
