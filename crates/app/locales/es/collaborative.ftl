## La iniciativa misma.
collaborative-none = Aquí todavía no se ha creado ninguna iniciativa.

## Ajustes.
settings-lede = Lo que el público y las organizaciones leen sobre la iniciativa. Las reglas que protegen a las personas tienen su propia página:
settings-name = Nombre
settings-place = Dónde trabaja
settings-contact = Correo electrónico para preguntas
settings-language = Idioma inicial
settings-about-en = Sobre la iniciativa, en inglés
settings-about-es = Sobre la iniciativa, en español
settings-credit-en = Línea de crédito, en inglés
settings-credit-es = Línea de crédito, en español
settings-minimum = Número más pequeño que se muestra
settings-minimum-hint = Subirlo vale desde la próxima edición. Bajarlo espera a una segunda persona.
settings-minimum-range = Es un número entero entre 3 y 1000.
settings-minimum-waits = Bajarlo a { $to } espera a una segunda persona.
settings-save = Guardar
protection-title = Reglas de protección
protection-lede = Estas reglas se cambian entre dos personas, para que nadie baje la protección a solas.
protection-minimum = Los números menores de { $minimum } se protegen en cada edición.
protection-own = Usted lo propuso; lo confirma una segunda persona.
protection-confirm = Confirmar el número más bajo
protection-decline = Dejarlo como está
protection-directors = Quién puede ver números pequeños
protection-directors-about = La gerencia de datos ve los números por debajo del límite al revisar. La dirección los ve solo si otra persona lo permite aquí; cada consulta queda en el historial.
protection-sees = Ve números pequeños
protection-sees-not = No ve números pequeños
protection-grant = Permitir
protection-withdraw = Dejar de permitir

settings-reason = Por qué se baja el conteo mínimo
settings-reason-hint = Solo hace falta si lo baja. Lo lee la segunda persona y queda en el historial.
settings-reason-missing = Diga por qué, en pocas palabras.
protection-house = Todas las medidas
protection-as-house = la regla de la casa
protection-proposed-minimum-count = { $title }: se propone bajar el conteo mínimo que se muestra de { $from } a { $to }.
protection-proposed-suppression = { $title }: se propone tomar las cifras por estimaciones que no cuentan personas. Entonces ninguna se protege.
protection-proposed-corrected-rates = { $title }: se propone volver a publicar las tasas corregidas, aunque nadie pueda decir a cuántas personas se refiere una corrección.
protection-rates = Tasas corregidas sin conteos
protection-rates-about = Cuando se corrige una tasa sin conteo detrás, nadie puede decir a cuántas personas se refiere la corrección. El dueño de las cifras decide, para cada medida, si tales correcciones se publican o se retienen hasta el próximo periodo. Retenerlas vale desde ya; volver a publicarlas necesita dos personas.
protection-rates-told = se publican
protection-rates-held = se retienen
protection-rates-tell = Proponer publicarlas
protection-rates-hold = Retenerlas
