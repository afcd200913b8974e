## Entrar.
sign-in-title = Entrar
sign-in-lede = Le enviamos un enlace a su correo electrónico. Ábralo en este navegador y pulse el botón que verá allí.
sign-in-email = Correo electrónico
sign-in-shared = Otras personas también usan esta computadora
sign-in-shared-hint = En ese caso, la sesión se cierra a los 30 minutos.
sign-in-send = Enviarme un enlace
sign-in-no-password = No hay ninguna contraseña que recordar. Si no conocemos la dirección, no llegará ningún correo: pregunte a quienes le invitaron qué dirección anotaron.

sign-in-sent-title = Revise su correo
sign-in-sent = Si conocemos esta dirección, ya le hemos enviado un correo. Abra el enlace en este navegador o escriba aquí el código del correo. Ambos sirven durante diez minutos.
sign-in-code = Código del correo
sign-in-code-hint = Ocho letras y cifras, por ejemplo ABCD-EFGH.
sign-in-code-wrong = { $left ->
    [one] Ese no es el código. Le queda un intento.
   *[other] Ese no es el código. Le quedan { $left } intentos.
}
sign-in-code-dead = Este código ya no sirve. Pida un enlace nuevo; el anterior ya no abre nada.
sign-in-with-code = Entrar con el código
sign-in-nothing-came = ¿No llegó nada? Mire en la carpeta de correo no deseado y compruebe que sea la dirección a la que llegó su invitación.
sign-in-again = Pedir un enlace nuevo

sign-in-link-title = Entrar
sign-in-link-ready = Este enlace es para { $email }. Pulse el botón para entrar.
sign-in-press = Entrar
sign-in-not-you = ¿No es usted? Pida su propio enlace
sign-in-elsewhere-title = Este es otro navegador
sign-in-elsewhere = El enlace solo funciona en el navegador donde se pidió, para que nadie más que vea el correo pueda usarlo. No se ha gastado nada.
sign-in-elsewhere-code = Vuelva a ese navegador y escriba allí el código de ocho caracteres que viene en el correo.
sign-in-elsewhere-here = O pida un enlace nuevo en este navegador
sign-in-ended-title = Este enlace terminó
sign-in-ended = Cada enlace sirve una sola vez, durante diez minutos, y solo vale el más reciente.

sign-in-mail-subject = Su enlace para entrar
sign-in-mail-text = Hola, { $name }:

    usted pidió entrar en { $where }. Abra este enlace en el mismo navegador y pulse el botón que verá allí:

    { $url }

    ¿Lee esto en otro lugar? Entonces escriba este código en el navegador donde lo pidió:

    { $code }

    Ambos sirven una sola vez, durante diez minutos. Si no fue usted quien lo pidió, no haga nada: sin este correo nadie puede entrar. No le lea el código a nadie.

too-many-title = Fueron demasiados intentos
too-many = { $minutes ->
    [one] Vuelva a intentarlo dentro de un minuto.
   *[other] Vuelva a intentarlo dentro de { $minutes } minutos.
}
too-many-sign-in = Un correo que ya haya llegado sigue sirviendo: su enlace y su código valen durante diez minutos. Si no llegó ninguno, quizá la dirección sea otra; pregunte a quienes le invitaron.

## La cuenta propia.
account-title = Su cuenta
account-signed-in-as = Ha entrado como { $email }.
account-places = Dónde participa
account-no-places = Todavía en ningún lugar. Pida a quienes dirigen la iniciativa que añadan esta dirección.
account-sessions = Dónde tiene la sesión abierta
account-sessions-about = Cierre las que no reconozca.
account-this-browser = este navegador
account-session-times = Último uso: { $seen }; abierta desde { $began }
account-session-shared = computadora compartida
account-end-session = Cerrar
account-browser-unknown = Navegador desconocido
account-leave = Salir
account-sign-out = Salir
account-sign-out-everywhere = Salir en todas partes

## Por qué no se aceptó un texto.
text-empty = Complete este campo, por favor.
text-too-long = Es más largo de lo que podemos guardar.
text-not-an-email = No parece un correo electrónico. Tiene la forma nombre@lugar.org.
text-not-a-slug = Use solo letras minúsculas, cifras y guiones sueltos.

## La demostración.
demo-title = Personas de la demostración
demo-lede = Póngase en el lugar de una de estas personas inventadas y mire Mainstay con sus ojos. Solo la demostración tiene esta página.
demo-become = Ser esta persona
demo-others = Ser otra persona
demo-persona-title = Ser { $name }
demo-persona-about = En la demostración, este botón le da acceso de inmediato y cuenta el segundo factor como ya comprobado, para que pueda probarlo todo. Una instalación real no tiene estos enlaces: allí se entra con un enlace enviado por correo y, donde hay más en juego, con una llave de acceso o un código.
demo-persona-press = Continuar como { $name }
demo-mail-title = Correos de la demostración
demo-mail-lede = La demostración no envía correos. Aquí está lo que se habría enviado, lo más reciente primero.
demo-mail-none = Todavía no hay correos. Pida un enlace para entrar o envíe una solicitud de datos.
demo-mail-to = Para { $to }, { $when }
demo-second-factor = En la demostración, el segundo factor puede darse por comprobado.
demo-second-factor-press = Darlo por comprobado

## Llaves de acceso.
sign-in-passkey-title = O sin correo
sign-in-passkey = Entrar con una llave de acceso
passkey-refused = No funcionó. Vuelva a intentarlo o use otra manera.
passkey-ended = Tardó demasiado. Pulse el botón otra vez.
passkey-too-many = Esta cuenta ya tiene todas las llaves de acceso posibles. Quite primero una.
passkey-too-often = Fueron demasiados intentos. Espere un rato o pida un enlace por correo.
passkey-needs-script = Una llave de acceso necesita un navegador con scripts activados. Un código funciona sin ellos.

## El segundo factor.
second-factor-title = Confirme que es usted
second-factor-lede = Lo que sigue puede llegar a muchas personas o mostrar números pequeños, así que no basta con entrar por correo. Vale durante una hora desde la última página, y un día como máximo.
second-factor-passkey = Usar una llave de acceso
second-factor-code = Código de su aplicación de autenticación
second-factor-code-hint = Seis cifras. También sirve un código de recuperación.
second-factor-recovery = Código de recuperación
second-factor-recovery-hint = Dieciséis letras y cifras, de la lista que guardó.
second-factor-wrong = Ese no es el código o ya se usó. Espere el siguiente y vuelva a intentarlo.
second-factor-go = Continuar
second-factor-lost = ¿Perdió el teléfono y los códigos de recuperación? Hable con quien administra esta instalación; el correo por sí solo nunca devuelve este nivel.
too-many-codes = Mientras tanto, sirve una llave de acceso, si tiene una. También puede esperar: nada queda bloqueado.

factors-title = Segundos factores
factors-lede = Un segundo factor protege su cuenta aunque alguien lea su correo. Se pide antes de publicar, dar funciones y mirar números pequeños.
factors-none = Todavía no tiene ninguno.
factors-step-up = Confirme que es usted para cambiar esta lista
factors-add = Añadir uno
factors-passkey-about = Una llave de acceso es lo más seguro y lo más corto: su teléfono o computadora le reconoce por huella, rostro o PIN, y ninguna página puede quitársela con engaños.
factors-add-passkey = Añadir una llave de acceso
factors-totp-about = Una aplicación de autenticación en su teléfono muestra un código nuevo de seis cifras cada medio minuto.
factors-add-totp = Añadir una aplicación de autenticación
factors-go-on = Continuar
factor-kind-passkey = Llave de acceso
factor-kind-totp = Aplicación de autenticación
factor-times = Añadido el { $added }, último uso el { $used }
factor-times-unused = Añadido el { $added }, todavía sin usar
factor-remove = Quitar
account-factors = Verlos y cambiarlos
account-factors-about = Llaves de acceso, aplicaciones de autenticación y códigos de recuperación.

totp-title = Añadir una aplicación de autenticación
totp-lede = Abra la aplicación en su teléfono y deje que lea esta imagen.
totp-picture = Código QR con el secreto que también aparece abajo como texto
totp-secret-about = ¿Sin cámara? Escriba este secreto en la aplicación:
totp-open-app = Abrir la aplicación en este dispositivo
totp-code = Código que muestra ahora la aplicación
totp-confirm = Confirmar

recovery-title = Códigos de recuperación
recovery-left = { $left ->
    [0] No tiene ninguno. Cree algunos para el día en que le falte el teléfono.
    [one] Queda uno. Si crea otros, deja de servir.
   *[other] Quedan { $left }. Si crea otros, dejan de servir.
}
recovery-make = Crear diez códigos de recuperación
recovery-lede = Cada uno sirve una vez en lugar de un código. Imprímalos o cópielos ahora y guárdelos bien: no se vuelven a mostrar.
recovery-kept = Ya los guardé

factor-mail-subject = Su acceso cambió
factor-mail-added = Se acaba de añadir un segundo factor a su cuenta. Si fue usted, no tiene que hacer nada. Si no, entre enseguida, elija «Salir en todas partes» y avise a la dirección de su iniciativa.
factor-mail-removed = Se acaba de quitar un segundo factor de su cuenta. Si fue usted, no tiene que hacer nada. Si no, entre enseguida, elija «Salir en todas partes» y avise a la dirección de su iniciativa.
factor-mail-recovery = Se acaban de crear códigos de recuperación para su cuenta y los anteriores dejaron de servir. Si fue usted, no tiene que hacer nada. Si no, entre enseguida, elija «Salir en todas partes» y avise a la dirección de su iniciativa.

## Enlaces para personas sin cuenta.
link-ended-title = Este enlace terminó
link-ended-expired = Era válido hasta el { $on }.
link-ended-revoked = Quienes lo enviaron lo anularon el { $on }. Pídales uno nuevo.
link-ended-passed-on = El { $on } se pasó a otra persona del equipo, que ahora tiene su propio enlace.
link-ended-fresh = Podemos enviar uno nuevo a { $address }.
link-ended-press = Enviarme un enlace nuevo
link-ended-contact = ¿Preguntas? Escriba a
link-fresh-title = Revise su correo
link-fresh = Si esto sigue abierto, un enlace nuevo va en camino a { $address }.
link-renewed-subject = Su enlace nuevo
link-renewed-mail = Hola, { $name }:

    aquí está el enlace nuevo que pidió en { $collaborative }. Funciona hasta el { $until }:

    { $url }

    Si no lo pidió, no tiene que hacer nada.
link-passed-on-subject = { $from } le pasó una solicitud
link-passed-on-mail = Hola, { $name }:

    { $from } le pasó una solicitud de { $collaborative }. Este enlace es suyo y funciona hasta el { $until }:

    { $url }

    ¿No es para usted? Escriba a { $contact }.
pass-on = Pasarlo a otra persona del equipo
pass-on-title = Pasarlo a otra persona del equipo
pass-on-lede = Recibirá su propio enlace por correo y verá lo que usted ya empezó. El enlace de usted termina de inmediato.
pass-on-name = Nombre de esa persona
pass-on-press = Pasarlo y terminar mi enlace
pass-on-back = Volver a la solicitud
pass-on-own-address = Esta es su propia dirección. El enlace ya es suyo.
pass-on-left = Esta persona ya no participa. Escriba a quienes enviaron el enlace.
account-language = Idioma
account-language-which = Las páginas y cartas se le escriben en
account-language-save = Guardar el idioma
