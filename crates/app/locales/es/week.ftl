## Esta semana.
week-heading = { $parts }
week-hello = Qué gusto verle, { $person }
week-improving = { $count ->
    [one] 1 resultado mejora
   *[other] { $count } resultados mejoran
  }
week-holding-steady = { $count ->
    [one] 1 se mantiene
   *[other] { $count } se mantienen
  }
week-slipping = { $count ->
    [one] 1 retrocede
   *[other] { $count } retroceden
  }
week-needs = Le necesita
week-needs-count = { $count ->
    [0] Nada le necesita en este momento.
    [one] Una cosa le necesita.
   *[other] { $count } cosas le necesitan.
  }
week-needs-none = Todo al día. Lo siguiente aparecerá aquí.
week-more-to-review = { $count ->
    [one] 1 envío más espera revisión
   *[other] { $count } envíos más esperan revisión
  }
week-open-data = Abrir datos
week-until = Hasta el { $day }.
week-vet = Revise el borrador «{ $title }»
week-vet-text = Puede confirmarlo, pedir una corrección o agregar lo que los lectores deben saber.
week-vet-step = Revisarlo
week-draft = El borrador «{ $title }» está con los líderes
week-draft-text = { $answered } de { $asked } han respondido. Faltan: { $names }.
week-draft-step = Abrir el borrador
week-late = Tal vez { $partner } necesite ayuda con { $title }
week-late-text = { $person } recibe un correo amable con un enlace nuevo.
week-own-data = Se le pide { $title }
week-own-data-text = El enlace está en el correo enviado a { $person }.
week-incoming = { $title }, de { $count ->
    [one] 1 socio
   *[other] { $count } socios
  }
week-late-one = { $partner } lleva { $days ->
    [one] un día
   *[other] { $days } días
  } de retraso.
week-late-some = { $partners } llevan { $days ->
    [one] un día
   *[other] { $days } días
  } de retraso.
week-late-more = { $partners } y { $more } más llevan { $days ->
    [one] un día
   *[other] { $days } días
  } de retraso.
week-offer-help = Ofrecer ayuda
week-results = Hacia dónde van los resultados
week-results-caption = Resultados con tendencia, último valor y dirección
week-column-result = Resultado
week-column-trend = Tendencia, con la meta
week-column-direction = Dirección y meta
week-periods = año
week-since = { $change } desde { $period }
week-goal = Meta { $goal }, { $period }
week-results-note = De las últimas cifras aceptadas, publicadas o no. Cada línea tiene su propia escala. «Se mantiene» significa que el cambio es menor que la variación normal de un año a otro. Sostenerse en un año difícil también cuenta.
week-lately = Últimamente
week-sees-staff = El equipo de apoyo. Algunas cifras quizá no estén publicadas; los conteos pequeños están protegidos.
week-sees-own = Solo usted.
lately-submission-sent = envió { $title }
lately-submission-accepted = ya tiene cifras aceptadas en { $title }
lately-submission-figure-corrected = corrigió un valor de { $title }
lately-edition-published = Se publicó { $title }
lately-edition-vetting-answered = respondió sobre el borrador «{ $title }»
lately-request-opened = Se pidió a los socios { $title }
week-next-meeting = Próxima reunión
week-open-meeting = Abrir la reunión
week-coming = Vienen { $yes } de { $asked }.
week-do-you-come = ¿Viene usted a «{ $title }»?
week-answer = Contestar
week-promised = Usted lo prometió a { $body }.
week-open-promises = Sus promesas
week-decide-text = Se le pide su respuesta. Puede cambiarla hasta que cierre.
week-table = { $held } de { $planned } puestos de { $body } están ocupados, { $sectors ->
    [0] sin sector anotado
    [one] todos de un sector
   *[other] de { $sectors } sectores
  }.
week-table-all = Ver todos los grupos
