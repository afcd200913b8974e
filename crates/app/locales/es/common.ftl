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
