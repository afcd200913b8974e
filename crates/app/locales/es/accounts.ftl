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
