## El informe impreso (PDF).
print-contents = Contenido
print-glance = De un vistazo
print-reading = Cómo leer estas páginas
print-charts-heading = Las gráficas
print-charts-1 = En una gráfica a lo largo del tiempo, el círculo abierto es el punto de partida que acordó la comunidad, el círculo lleno es el valor actual y el rombo es la meta. Los años rayados no tienen número, y la palabra a su lado dice por qué; ninguna línea los atraviesa. Un número pequeño en un círculo marca cuándo empezó una acción, no que haya causado un cambio.
print-charts-2 = En una gráfica de grupos, cada fila va de antes (abierto) a ahora (lleno), y la línea discontinua es la meta. Compare cada grupo con la meta y con su propio pasado, no con otro grupo.
print-charts-3 = Debajo de cada gráfica hay una tabla con los mismos números.
print-checked = Cómo se revisaron y protegieron las cifras
print-definitions = Definiciones
print-sources = Correcciones, fuentes y cómo citar
print-source = { $files ->
    [one] { $source } (un archivo)
   *[other] { $source } ({ $files } archivos)
  }
print-every-source = La lista de todos los archivos: { $address }
print-cite-heading = Cómo citar
print-cite-1 = Use estas cifras libremente, citando la fuente.
print-this-page = Esta medida en la web, con todas sus tablas:
print-checkpoint = Punto de control firmado
print-checkpoint-means = Cada paso detrás de estas cifras consta en un historial que no se puede alterar sin que se note. Quien guarde estas líneas podrá probarlo más adelante.
print-more = En la web, con todas las cifras y definiciones:
print-protected = “Protegido” significa menos de { $minimum } personas, o un número oculto porque revelaría uno así. No significa cero.
print-heading = Para llevar
print-lede = Las mismas cifras en PDF, para imprimir o repartir.
print-form-booklet = Cuaderno
print-form-one-page = Una página
print-form-large-print = Letra grande
print-size = { $pages ->
    [one] PDF, una página, { $size }
   *[other] PDF, { $pages } páginas, { $size }
  }
print-kilobytes = { $number } KB
print-pictures = Imágenes para boletines
