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
protection-proposed = Se propone bajarlo a { $to }.
protection-own = Usted lo propuso; lo confirma una segunda persona.
protection-confirm = Confirmar el número más bajo
protection-decline = Dejarlo como está
protection-directors = Quién puede ver números pequeños
protection-directors-about = La gerencia de datos ve los números por debajo del límite al revisar. La dirección los ve solo si otra persona lo permite aquí; cada consulta queda en el historial.
protection-sees = Ve números pequeños
protection-sees-not = No ve números pequeños
protection-grant = Permitir
protection-withdraw = Dejar de permitir
